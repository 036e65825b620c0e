"""Looks at a source again and again, and hands on what has changed once it holds still."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from gateway.reloading.sources import Seen, Source, missing

Content = TypeVar("Content")


@dataclass(slots=True)
class Watch(Generic[Content]):
    """`take` gets each change once and tells whether it went live; `live` is the revision that was taken last.

    `wait` passes the time between two looks.
    """

    source: Source[Content]
    take: Callable[[Seen[Content]], Awaitable[bool]]
    wait: Callable[[], Awaitable[None]]
    live: str | None
    is_refused: bool = False
    _agreeing: int = 0
    _before: str | None = None
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def run(self) -> None:
        """Watches until it is cancelled."""
        while True:
            await self.wait()
            await self.look_again()

    async def look_again(self) -> None:
        """One look; looks take turns."""
        async with self._looking:
            seen = await self._looked()
            self._agreeing = self._agreeing + 1 if seen.revision == self._before else 1
            self._before = seen.revision
            if seen.revision != self.live and self._agreeing >= self.source.looks:
                self.live = seen.revision
                self.is_refused = not await self.take(seen)

    async def _looked(self) -> Seen[Content]:
        """A fault of a source is one more thing that can be seen there: the watch goes on."""
        try:
            return await self.source.look()
        except Exception as error:  # noqa: BLE001 - told as the problem of the source
            return missing(f"{self.source.place} cannot be looked at: {type(error).__name__}: {error}")

    def reconsider(self) -> None:
        """Something else has changed: what was refused is taken again at the next look, it may fit now."""
        if self.is_refused:
            self.live = None
