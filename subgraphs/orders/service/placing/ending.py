"""How a placing ends: its answer is kept under its key, and nothing is left of it but that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services
from subgraphs.common.idempotency import keep_result
from subgraphs.orders.errors import UserError
from subgraphs.orders.queries import placings
from subgraphs.orders.service.answer import Answer, members_of
from subgraphs.orders.service.placing.request import Placing
from subgraphs.orders.tables.keys import KEYS

TURN = timedelta(seconds=60)
"""How long a step may take at the most; after that another process takes over."""


async def keep_answer(connection: AsyncConnection, placing: Placing, answer: Answer) -> None:
    """The key goes first, as whoever repeats it holds it first. Raises TurnLost."""
    turn = placing.turn
    await keep_result(connection, KEYS, owner=turn.owner, key=turn.key, result=answer.text)
    await placings.end(connection, turn)


async def go_on(connection: AsyncConnection, services: Services, placing: Placing, step: str) -> Placing:
    """The placing at its next step; raises TurnLost."""
    return Placing.of(await placings.advance(connection, placing.turn, step=step, due_at=services.clock.now() + TURN))


async def undo(services: Services, placing: Placing, errors: Iterable[UserError]) -> Placing:
    """From now on the placing is taken back, whatever happens; `errors` will be its answer."""
    told, due_at = members_of(tuple(errors)), services.clock.now() + TURN
    async with services.database.write() as connection:
        return Placing.of(
            await placings.advance(connection, placing.turn, step="releasing", errors=told, due_at=due_at)
        )
