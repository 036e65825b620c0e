"""What picking and shipping share: the order as it stands, what stock keeps for it, and a change once per key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.peers import PeerFailed
from subgraphs.orders.errors import OrderErrorCode, Refused, user_error
from subgraphs.orders.queries import changing, orders
from subgraphs.orders.queries.orders import AnyRow
from subgraphs.orders.rules.acting import may_deliver
from subgraphs.orders.rules.delivering import Ready
from subgraphs.orders.rules.states import LineState, Progress
from subgraphs.orders.service import keyed
from subgraphs.orders.service.answer import Answer
from subgraphs.orders.service.errands import run_of_order
from subgraphs.orders.service.keyed import Keyed
from subgraphs.orders.service.progress import progress_of
from subgraphs.orders.service.reservations import reservation

ATTEMPTS = 5
"""How often it is looked anew when the order changes in between."""


@dataclass(frozen=True, slots=True)
class Scene:
    """An order with what lies ready for its lines, by position; `parts` counts its shipments."""

    order: AnyRow
    progress: Progress
    parts: int
    ready: Mapping[int, Ready]


Change = Callable[[AsyncConnection, Scene], Awaitable[AnyRow | None]]
"""Writes what is to happen and gives the errand that follows; raises Refused before anything is written."""


async def deliver(services: Services, call: Keyed, number: str, change: Change) -> Answer:
    """Raises PeerFailed when stock does not say what it keeps: then nothing has been done, and the key is free.

    What stock keeps belongs to one version of the order: where this has become another, it is asked again.
    """
    if not may_deliver(call.viewer):
        return Answer(errors=(user_error(OrderErrorCode.NOT_ALLOWED, call.viewer.language),))
    try:
        for _ in range(ATTEMPTS):
            known = await _known(services, call)
            if known is not None:
                return known
            scene = await _scene(services, call, number)
            answer, errand = await _change(services, call, scene, change)
            if errand is not None:
                await services.unbroken.run(run_of_order(services, errand.order_number))
            if answer is not None:
                return answer
    except Refused as refused:
        return Answer(errors=refused.errors)
    return Answer(errors=(user_error(OrderErrorCode.NOT_IN_THIS_STATE, call.viewer.language, "input", "number"),))


def line_change(ready: Ready, state: LineState) -> Mapping[str, Any]:
    """What is stored of a line that has moved on; what it waits for, stock knows best."""
    kept = None if state is LineState.SHIPPED else ready.kept
    return {
        "position": ready.line.position,
        "state": state,
        "back_ordered": 0 if kept is None else kept.told_back_ordered,
        "promised_date": None if kept is None else kept.promised_date,
    }


async def _known(services: Services, call: Keyed) -> Answer | None:
    async with services.database.read() as connection:
        return await keyed.known(connection, call)


async def _scene(services: Services, call: Keyed, number: str) -> Scene:
    """Stock is told first of what it does not know yet."""
    async with services.database.read() as connection:
        order = await orders.order(connection, number)
        rows = await orders.lines(connection, [number])
        parts = len(await orders.shipments(connection, [number]))
    if order is None:
        raise Refused(user_error(OrderErrorCode.ORDER_NOT_FOUND, call.viewer.language, "input", "number"))
    if not await run_of_order(services, number):
        raise PeerFailed("stock", call.operation, f"it does not know yet what happened to order {number}")
    progress = progress_of(order, rows)
    contents = {row.position: row.order_content for row in rows}
    kept = await reservation(services, call.viewer, number)
    lines = {line.position: Ready(line, contents[line.position], kept.get(line.position)) for line in progress.lines}
    return Scene(order, progress, parts, lines)


async def _change(services: Services, call: Keyed, scene: Scene, change: Change) -> tuple[Answer | None, AnyRow | None]:
    """The answer, None when the order is another by now, and the errand that follows."""
    number = scene.order.number
    try:
        async with services.database.write() as connection:
            known = await keyed.claim(connection, services, call)
            if known is not None:
                return known, None
            order = await changing.held_order(connection, number, None)
            if order is None or order.version != scene.order.version:
                raise _Moved
            try:
                errand = await change(connection, scene)
            except Refused as refused:
                return await keyed.keep(connection, call, Answer(errors=refused.errors)), None
            return await keyed.keep(connection, call, Answer(number=number)), errand
    except _Moved:
        return None, None


class _Moved(Exception):
    """The order is not the one that was looked at."""
