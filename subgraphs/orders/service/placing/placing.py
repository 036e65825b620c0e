"""The use cases of placing and of requesting an order: exactly once per key, however often it is sent."""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress

from subgraphs.common.app import Services
from subgraphs.common.idempotency import KeyReused, claim
from subgraphs.common.viewer import Viewer, viewer_members
from subgraphs.orders.errors import OrderErrorCode, user_error
from subgraphs.orders.queries import placings
from subgraphs.orders.rules.acting import may_order, may_request
from subgraphs.orders.service.placing.answer import Answer
from subgraphs.orders.service.placing.ending import TURN
from subgraphs.orders.service.placing.request import PLACE, Placing, PlacingRequest
from subgraphs.orders.service.placing.saga import run
from subgraphs.orders.tables.keys import KEYS

PATIENCE = 5.0
"""Seconds that a repeat waits for the first call."""
LOOK = 0.5
"""Seconds between looks at what another process has written."""


async def place(viewer: Viewer, services: Services, key: str, request: PlacingRequest) -> Answer:
    """The order that came of it, or why none did; IN_PROGRESS while nobody knows. Refusals are kept under the key."""
    may = may_order if request.operation == PLACE else may_request
    if viewer.company is None or not may(viewer):
        return _refused(OrderErrorCode.NOT_ALLOWED, viewer)
    begun = await _begin(viewer, services, key, request)
    if isinstance(begun, Answer):
        return begun
    if begun is None:
        return await _settled(viewer, services, key)
    try:
        await services.unbroken.run(run(services, begun))
    except placings.TurnLost:
        return await _settled(viewer, services, key)
    answer = await _now(viewer, services, key)
    return answer or _refused(OrderErrorCode.IN_PROGRESS, viewer, "input", "key")


async def _begin(viewer: Viewer, services: Services, key: str, request: PlacingRequest) -> Placing | Answer | None:
    """The placing to run, the answer when it is known, None while another runs it."""
    at = services.clock.now()
    async with services.database.write() as connection:
        try:
            claimed = await claim(
                connection,
                KEYS,
                owner=viewer.subject,
                key=key,
                operation=request.operation,
                body=request.body(viewer.company),
                at=at,
            )
        except KeyReused:
            return _refused(OrderErrorCode.KEY_REUSED, viewer, "input", "key")
        if not claimed.is_new:
            kept = await placings.locked_result(connection, viewer.subject, key)
            if kept is not None:
                return Answer.read(kept)
            if await placings.exists(connection, viewer.subject, key):
                taken = await placings.take(connection, viewer.subject, key, due=at, until=at + TURN)
                return None if taken is None else Placing.of(taken)
        row = await placings.begin(
            connection,
            {
                "owner": viewer.subject,
                "key": key,
                "operation": request.operation,
                "viewer": viewer_members(viewer),
                "input": request.members,
                "step": "checking",
                "begun_at": at,
                "due_at": at + TURN,
                "turn": 1,
            },
        )
        return Placing.of(row)


async def _settled(viewer: Viewer, services: Services, key: str) -> Answer:
    """The answer after a wait, for whoever comes while another runs the placing."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE), aclosing(services.database.written(at_least_every=LOOK)) as commits:
            async for _ in commits:
                answer = await _now(viewer, services, key)
                if answer is not None:
                    return answer
    return _refused(OrderErrorCode.IN_PROGRESS, viewer, "input", "key")


async def _now(viewer: Viewer, services: Services, key: str) -> Answer | None:
    """None while the placing runs; when it is gone without an answer, it could not be begun."""
    async with services.database.read() as connection:
        runs = await placings.exists(connection, viewer.subject, key)
        kept = await placings.result(connection, viewer.subject, key)
    if kept is not None:
        return Answer.read(kept)
    return None if runs else _refused(OrderErrorCode.COULD_NOT_BE_PLACED, viewer)


def _refused(code: OrderErrorCode, viewer: Viewer, *path: str) -> Answer:
    return Answer(errors=(user_error(code, viewer.language, *path),))
