"""Work that is only worth doing while its client is there."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from gateway.serving.asgi import Receive

Result = TypeVar("Result")

PATIENCE = 0.03
"""Seconds after which work looks for its client: most answers are there sooner, and looking has its cost."""


@dataclass(slots=True, eq=False)
class Disconnects:
    """Looks for the clients of all work together: a timer for each would be a good part of a small answer's cost."""

    _young: deque[_Watch] = field(default_factory=deque)
    """Work that has not yet looked, in the order in which it began."""
    _is_set: bool = False

    async def unless_gone(self, work: Coroutine[Any, Any, Result], receive: Receive) -> Result | None:
        """The result of the work, which is cancelled when the client goes away; then None."""
        worker = asyncio.current_task()
        if worker is None:
            raise RuntimeError("only a task can be left by its client")
        watch = _Watch(worker, receive, time.monotonic() + PATIENCE)
        self._young.append(watch)
        if not self._is_set:
            self._set(PATIENCE)
        try:
            return await work
        except asyncio.CancelledError:
            if not watch.is_gone or worker.uncancel():
                raise
            return None
        finally:
            watch.end()

    def _set(self, seconds: float) -> None:
        self._is_set = True
        asyncio.get_running_loop().call_later(seconds, self._look)

    def _look(self) -> None:
        now = time.monotonic()
        while self._young and (self._young[0].is_over or self._young[0].due <= now):
            watch = self._young.popleft()
            if not watch.is_over:
                watch.begin()
        self._is_set = False
        if self._young:
            self._set(self._young[0].due - now)


@dataclass(slots=True, eq=False)
class _Watch:
    worker: asyncio.Task[Any]
    receive: Receive
    due: float
    is_gone: bool = False
    is_over: bool = False
    _watching: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    def end(self) -> None:
        self.is_over = True
        if self._watching is not None:
            self._watching.cancel()

    async def _watch(self) -> None:
        while (await self.receive())["type"] != "http.disconnect":
            continue
        self.is_gone = True
        self.worker.cancel()
