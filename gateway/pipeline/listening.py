"""Subscriptions that are running, so that they can be ended while they wait for an event."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import TypeVar

from gateway.errors import ClientError

Item = TypeVar("Item")


class Listening:
    """One subscription. Waiting for its next event takes no task of its own: ending it interrupts whoever waits."""

    def __init__(self) -> None:
        self._waiting: asyncio.Task[object] | None = None
        self._reason: ClientError | None = None

    def end(self, reason: ClientError) -> None:
        """The next event, whether it is being waited for or not, is this refusal."""
        if self._reason is None:
            self._reason = reason
            if self._waiting is not None:
                self._waiting.cancel()

    async def events(self, source: AsyncGenerator[Item, None]) -> AsyncGenerator[Item, None]:
        """The items of the source, closed with it; raises the reason when it is ended."""
        async with aclosing(source):
            while True:
                try:
                    item = await self._next(source)
                except StopAsyncIteration:
                    return
                yield item

    async def _next(self, source: AsyncIterator[Item]) -> Item:
        if self._reason is not None:
            raise self._reason
        self._waiting = waiting = asyncio.current_task()
        try:
            item = await anext(source)
        except asyncio.CancelledError:
            # Ended by us, unless somebody else has cancelled the task as well.
            if self._reason is None or waiting is None or waiting.uncancel():
                raise
            raise self._reason from None
        finally:
            self._waiting = None
        return item
