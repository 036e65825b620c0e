"""When to look at rows that fall due each at a moment of its own: after commits, and when the next one is due."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.app import Services

NextDue = Callable[[AsyncConnection], Awaitable[datetime | None]]
"""The moment at which the next row is due; None when there is none."""


async def whenever_due(services: Services, next_due: NextDue, *, longest_wait: float) -> AsyncGenerator[None, None]:
    """Yields at once, after every commit of this process, and when the next row is due.

    `longest_wait`: seconds after which it looks anyway, since a process does not hear what others leave behind.
    """
    wait = longest_wait

    def until_due() -> float:
        return wait

    async for _ in services.database.written(at_least_every=until_due):
        yield
        async with services.database.read() as connection:
            due = await next_due(connection)
        left = longest_wait if due is None else (due - services.clock.now()).total_seconds()
        wait = min(longest_wait, max(0.0, left))
