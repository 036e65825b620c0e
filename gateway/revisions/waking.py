"""Passes the time between two looks at the revisions: until something is announced, and no longer than a poll."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field


@dataclass(slots=True)
class Waking:
    """What is announced during a look is looked for again after it."""

    seconds: float
    _announced: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        self._announced.set()

    async def wait(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self.seconds):
                await self._announced.wait()
        self._announced.clear()
