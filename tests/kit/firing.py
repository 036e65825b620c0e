"""A subscription in a fixture subgraph whose events a test fires; it learns who begins and who leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

PATIENCE = 20.0
"""Seconds after which a test fails that waits for something; it never takes that long."""


class Fired:
    """Stands in `World.roots` in place of a list of events: `roots["Subscription.reviewed"] = fired.listen`."""

    def __init__(self) -> None:
        self._listeners: list[asyncio.Queue[Any]] = []
        self._begun: asyncio.Queue[None] = asyncio.Queue()
        self._ended: asyncio.Queue[None] = asyncio.Queue()

    async def listen(self, **_arguments: Any) -> AsyncGenerator[Any, None]:
        heard: asyncio.Queue[Any] = asyncio.Queue()
        self._listeners.append(heard)
        self._begun.put_nowait(None)
        try:
            while (event := await heard.get()) is not None:
                yield event
        finally:
            self._listeners.remove(heard)
            self._ended.put_nowait(None)

    def fire(self, event: dict[str, Any]) -> None:
        """Tells all who listen."""
        for heard in self._listeners:
            heard.put_nowait(event)

    def complete(self) -> None:
        """Ends the subscription from this side."""
        for heard in self._listeners:
            heard.put_nowait(None)

    async def begun(self) -> None:
        """Returns once somebody has begun to listen, for each one once."""
        async with asyncio.timeout(PATIENCE):
            await self._begun.get()

    async def ended(self) -> None:
        """Returns once somebody has left, for each one once."""
        async with asyncio.timeout(PATIENCE):
            await self._ended.get()
