"""The way back: stock gets everything again, the cart can be ordered anew, and no order has ever been there."""

from __future__ import annotations

from subgraphs.common.app import Services
from subgraphs.orders.queries import changing, placings
from subgraphs.orders.service.answer import Answer
from subgraphs.orders.service.placing.ending import keep_answer
from subgraphs.orders.service.placing.request import Placing
from subgraphs.orders.service.reservations import release_stock


async def release(services: Services, placing: Placing) -> None:
    """Raises PeerFailed, TurnLost."""
    await release_stock(services, placing.viewer, placing.order)
    async with services.database.write() as connection:
        await keep_answer(connection, placing, Answer(errors=placing.errors))
        await changing.remove_order(connection, placing.order)
        await placings.free_cart(connection, placing.order)
