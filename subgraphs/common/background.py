"""Work that runs beside the requests of a subgraph, from start to stop; what fails is logged and started again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

RESTART_SECONDS = 1.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Work:
    """`start` is called anew after each failure; `name` says in logs which work failed."""

    name: str
    start: Callable[[], Awaitable[None]]


@asynccontextmanager
async def at_work(works: Iterable[Work], *, restart_seconds: float = RESTART_SECONDS) -> AsyncIterator[None]:
    """Each work is a task of its own; leaving cancels them all and waits until they have ended."""
    tasks = [asyncio.create_task(_supervised(work, restart_seconds), name=f"background {work.name}") for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)


async def _supervised(work: Work, restart_seconds: float) -> None:
    while True:
        try:
            await work.start()
            return
        except Exception:
            logger.exception("background work %s failed; it starts again in %s s", work.name, restart_seconds)
        await asyncio.sleep(restart_seconds)
