"""The last step: what is reserved no longer expires, and the order stands. A request stands with its expiry."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.orders.queries import changing, orders
from subgraphs.orders.rules.states import Line, LineState, OrderState, Progress, placed
from subgraphs.orders.service.answer import Answer
from subgraphs.orders.service.placing.ending import keep_answer
from subgraphs.orders.service.placing.request import PLACE, Placing
from subgraphs.orders.service.placing.reserving import reserve
from subgraphs.orders.service.reservations import bind_reservation
from subgraphs.orders.service.telling import tell


async def bind(services: Services, placing: Placing) -> Placing | None:
    """None: the order stands. Raises PeerFailed, TurnLost."""
    if placing.request.operation == PLACE and not await bind_reservation(services, placing.viewer, placing.order):
        # What was reserved has expired meanwhile; the prices that were agreed stay.
        return await reserve(services, placing, then="binding")
    async with services.database.write() as connection:
        await _stand(connection, services, placing)
    return None


async def _stand(connection: AsyncConnection, services: Services, placing: Placing) -> None:
    await keep_answer(connection, placing, Answer(number=placing.order))
    rows = await orders.lines(connection, [placing.order])
    pending = tuple(Line(row.position, LineState(row.state), row.quantity) for row in rows)
    waiting = {row.position for row in rows if row.back_ordered}
    progress = placed(Progress(OrderState.PENDING, pending), placing.request.placed_state, waiting)
    states = [{"position": line.position, "state": line.state} for line in progress.lines]
    await changing.change_lines(connection, placing.order, states)
    expiring = {} if progress.state is OrderState.AWAITING else {"reserved_until": None}
    order = await changing.change_order(connection, placing.order, state=progress.state, **expiring)
    await tell(connection, order, services.clock.now())
