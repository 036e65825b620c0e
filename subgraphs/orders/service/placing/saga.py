"""Runs a placing from the step it stands at to its end, or until a peer fails: then it waits for its next turn.

Each step ends with one transaction that names the next step; what it asks of peers can be asked again. So a placing
that was cut off anywhere is simply gone on with.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from subgraphs.common.app import Services
from subgraphs.common.peers import PeerFailed
from subgraphs.orders.errors import OrderErrorCode, UserError, user_error
from subgraphs.orders.queries import placings
from subgraphs.orders.service.placing.binding import bind
from subgraphs.orders.service.placing.checking import check
from subgraphs.orders.service.placing.ending import undo
from subgraphs.orders.service.placing.pricing import agree_prices
from subgraphs.orders.service.placing.releasing import release
from subgraphs.orders.service.placing.request import Placing
from subgraphs.orders.service.placing.reserving import reserve

GIVES_UP = timedelta(minutes=15)
"""How long a placing is tried before it is taken back."""
PAUSE = timedelta(seconds=5)
"""Until a peer that failed is asked again."""

logger = logging.getLogger(__name__)

STEPS: Mapping[str, Callable[[Services, Placing], Awaitable[Placing | None]]] = {
    "checking": check,
    "reserving": reserve,
    "pricing": agree_prices,
    "binding": bind,
    "releasing": release,
}


async def run(services: Services, placing: Placing) -> None:
    """Returns when it has ended or waits for a peer. Raises TurnLost when somebody else runs it by now."""
    following: Placing | None = placing
    while following is not None:
        placing = following
        if _has_waited_long(services, placing):
            placing = await undo(services, placing, [_given_up(placing)])
        try:
            following = await STEPS[placing.step](services, placing)
        except PeerFailed as failed:
            logger.warning("placing %s stops at %s: %s", placing.turn.key, placing.step, failed)
            await _wait(services, placing)
            return


async def drop(services: Services, placing: Placing) -> None:
    """Nothing has been begun for it yet: the key can be tried again. Raises TurnLost."""
    async with services.database.write() as connection:
        await placings.end(connection, placing.turn)


async def _wait(services: Services, placing: Placing) -> None:
    if placing.number is None:
        await drop(services, placing)
        return
    async with services.database.write() as connection:
        await placings.advance(connection, placing.turn, due_at=services.clock.now() + PAUSE)


def _has_waited_long(services: Services, placing: Placing) -> bool:
    begun = placing.number is not None and placing.step != "releasing"
    return begun and services.clock.now() - placing.begun_at >= GIVES_UP


def _given_up(placing: Placing) -> UserError:
    return user_error(OrderErrorCode.COULD_NOT_BE_PLACED, placing.viewer.language)
