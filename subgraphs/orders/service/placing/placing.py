"""The use cases of placing and of requesting an order: exactly once per key, however often it is sent."""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer, viewer_members
from subgraphs.orders.errors import OrderErrorCode, Refused, user_error
from subgraphs.orders.queries import placings
from subgraphs.orders.rules.acting import may_order, may_request
from subgraphs.orders.service import keyed
from subgraphs.orders.service.answer import Answer
from subgraphs.orders.service.keyed import Keyed
from subgraphs.orders.service.placing.ending import TURN
from subgraphs.orders.service.placing.request import PLACE, Placing, PlacingRequest
from subgraphs.orders.service.placing.saga import run

PATIENCE = 5.0
"""Seconds that a repeat waits for the first call."""
LOOK = 0.5
"""Seconds between looks at what another process has written."""


async def place(viewer: Viewer, services: Services, key: str, request: PlacingRequest) -> Answer:
    """The order that came of it, or why none did; IN_PROGRESS while nobody knows. Refusals are kept under the key."""
    may = may_order if request.operation == PLACE else may_request
    if viewer.company is None or not may(viewer):
        return _refused(OrderErrorCode.NOT_ALLOWED, viewer)
    call = Keyed(viewer, key, request.operation, request.members)
    try:
        answer = await services.unbroken.run(_run(services, call))
        if answer is None:
            answer = await _settled(services, call)
            if _could_not_be_begun(answer):
                answer = await services.unbroken.run(_run(services, call)) or await _settled(services, call)
    except Refused as refused:
        return Answer(errors=refused.errors)
    return answer


async def _run(services: Services, call: Keyed) -> Answer | None:
    """Whoever begins a placing runs it too, whether its caller leaves or not; None while another runs it.

    Raises Refused.
    """
    begun = await _begin(services, call)
    if begun is None or isinstance(begun, Answer):
        return begun
    try:
        await run(services, begun)
    except placings.TurnLost:
        return None
    return await _now(services, call) or _refused(OrderErrorCode.IN_PROGRESS, call.viewer, "input", "key")


async def _begin(services: Services, call: Keyed) -> Placing | Answer | None:
    """The placing to run, the answer when it is known, None while another runs it. Raises Refused."""
    at, owner = services.clock.now(), call.viewer.subject
    async with services.database.write() as connection:
        known = await keyed.claim(connection, services, call) or await keyed.known(connection, call, hold=True)
        if known is not None:
            return known
        if await placings.exists(connection, owner, call.key):
            taken = await placings.take(connection, owner, call.key, due=at, until=at + TURN)
            return None if taken is None else Placing.of(taken)
        row = await placings.begin(
            connection,
            {
                "owner": owner,
                "key": call.key,
                "operation": call.operation,
                "viewer": viewer_members(call.viewer),
                "input": dict(call.arguments),
                "step": "checking",
                "begun_at": at,
                "due_at": at + TURN,
                "turn": 1,
            },
        )
        return Placing.of(row)


async def _settled(services: Services, call: Keyed) -> Answer:
    """The answer after a wait, for whoever comes while another runs the placing."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE), aclosing(services.database.written(at_least_every=LOOK)) as commits:
            async for _ in commits:
                answer = await _now(services, call)
                if answer is not None:
                    return answer
    return _refused(OrderErrorCode.IN_PROGRESS, call.viewer, "input", "key")


async def _now(services: Services, call: Keyed) -> Answer | None:
    """None while the placing runs; when it is gone without an answer, it could not be begun."""
    async with services.database.read() as connection:
        runs = await placings.exists(connection, call.viewer.subject, call.key)
        known = await keyed.known(connection, call)
    if known is not None or runs:
        return known
    return _refused(OrderErrorCode.COULD_NOT_BE_PLACED, call.viewer)


def _could_not_be_begun(answer: Answer) -> bool:
    """What another began came to nothing, as when its process has died: whoever waited for it begins anew."""
    return any(error.code is OrderErrorCode.COULD_NOT_BE_PLACED for error in answer.errors)


def _refused(code: OrderErrorCode, viewer: Viewer, *path: str) -> Answer:
    return Answer(errors=(user_error(code, viewer.language, *path),))
