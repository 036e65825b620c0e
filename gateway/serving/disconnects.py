"""Work that is only worth doing while its client is there."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from gateway.serving.asgi import Receive

Result = TypeVar("Result")

PATIENCE = 0.03
"""Seconds after which work looks for its client: most answers are there sooner, and looking has its cost."""


async def unless_gone(work: Coroutine[Any, Any, Result], receive: Receive) -> Result | None:
    """The result of the work, which is cancelled when the client goes away; then None."""
    worker = asyncio.current_task()
    if worker is None:
        raise RuntimeError("only a task can be left by its client")
    watch = _Watch(worker, receive)
    timer = asyncio.get_running_loop().call_later(PATIENCE, watch.begin)
    try:
        return await work
    except asyncio.CancelledError:
        if not watch.is_gone or worker.uncancel():
            raise
        return None
    finally:
        timer.cancel()
        watch.end()


@dataclass(slots=True)
class _Watch:
    worker: asyncio.Task[Any]
    receive: Receive
    is_gone: bool = False
    _watching: asyncio.Task[None] | None = field(default=None)

    def begin(self) -> None:
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    def end(self) -> None:
        if self._watching is not None:
            self._watching.cancel()

    async def _watch(self) -> None:
        while (await self.receive())["type"] != "http.disconnect":
            continue
        self.is_gone = True
        self.worker.cancel()
