"""Work that runs beside the requests of a subgraph: from start to stop, or on to its end after a request has left."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

RESTART_SECONDS = 1.0

Result = TypeVar("Result")

logger = logging.getLogger(__name__)


class Unbroken:
    """Work that is not given up with whoever waits for it: it runs to its end, at the latest before the stop."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    async def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """What comes of the work; whoever is cancelled here leaves it running."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    async def close(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        """A problem concerns only whoever still waits."""
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()


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
