"""The use case of beginning to pick: lines of which whole order units lie ready."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.errors import OrderErrorCode, Refused, UserError, user_error
from subgraphs.orders.queries import changing
from subgraphs.orders.rules.states import can_pick, picked
from subgraphs.orders.service.answer import Answer
from subgraphs.orders.service.delivery import Scene, deliver, line_change
from subgraphs.orders.service.keyed import Keyed
from subgraphs.orders.service.telling import tell


@dataclass(frozen=True, slots=True)
class Picking:
    """`positions` None: all of which anything lies ready."""

    number: str
    positions: tuple[int, ...] | None


async def start_picking(viewer: Viewer, services: Services, key: str, picking: Picking) -> Answer:
    """Once per key; from now on the lines can no longer be cancelled. Raises PeerFailed."""

    async def pick(connection: AsyncConnection, scene: Scene) -> None:
        positions = _positions(scene, picking, viewer.language)
        after = picked(scene.progress, positions)
        states = {line.position: line.state for line in after.lines}
        lines = [line_change(scene.ready[position], states[position]) for position in positions]
        await changing.change_lines(connection, picking.number, lines)
        order = await changing.change_order(connection, picking.number, state=after.state)
        await tell(connection, order, services.clock.now())

    arguments = {"number": picking.number, "positions": picking.positions}
    return await deliver(services, Keyed(viewer, key, "startPicking", arguments), picking.number, pick)


def _positions(scene: Scene, picking: Picking, language: str) -> Sequence[int]:
    """Raises Refused when one of those named cannot be picked, or when none can."""
    if picking.positions is None:
        open_lines = [ready for ready in scene.ready.values() if can_pick(scene.progress.state, ready.line)]
        if not open_lines:
            raise Refused(user_error(OrderErrorCode.NOT_IN_THIS_STATE, language, "input", "number"))
        found = [ready.line.position for ready in open_lines if ready.units]
        if not found:
            raise Refused(user_error(OrderErrorCode.NOTHING_RESERVED, language, "input", "number"))
        return found
    errors = list(_faults(scene, picking.positions, language))
    if errors:
        raise Refused(*errors)
    return picking.positions


def _faults(scene: Scene, positions: Sequence[int], language: str) -> Iterator[UserError]:
    for index, position in enumerate(positions):
        ready, path = scene.ready.get(position), ("input", "positions", str(index))
        if ready is None:
            yield user_error(OrderErrorCode.LINE_NOT_FOUND, language, *path, position=position)
        elif not can_pick(scene.progress.state, ready.line):
            yield user_error(OrderErrorCode.NOT_IN_THIS_STATE, language, *path)
        elif not ready.units:
            yield user_error(OrderErrorCode.NOTHING_RESERVED, language, *path)
