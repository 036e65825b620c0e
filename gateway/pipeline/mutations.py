"""Mutations run to their end, whoever waits for them: what was begun is never left half done."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from structlog.typing import FilteringBoundLogger

Result = TypeVar("Result")


@dataclass(slots=True)
class RunningMutations:
    log: FilteringBoundLogger
    _running: set[asyncio.Task[Any]] = field(default_factory=set)

    async def to_its_end(self, request_id: str, running: Coroutine[Any, Any, Result]) -> Result:
        """The result; being cancelled leaves the mutation alone."""
        task = asyncio.create_task(running)
        self._keep(task)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            self.leave_alone(request_id, task)
            raise

    def leave_alone(self, request_id: str, task: asyncio.Task[Any]) -> None:
        """The client of a mutation is gone; a fault in it has nobody else to tell than the log."""
        self._keep(task)
        task.add_done_callback(partial(self._ended_alone, request_id))

    async def finish(self) -> None:
        """Waits for those that still run."""
        if self._running:
            await asyncio.wait(self._running)

    def _keep(self, task: asyncio.Task[Any]) -> None:
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def _ended_alone(self, request_id: str, task: asyncio.Task[Any]) -> None:
        if not task.cancelled() and (problem := task.exception()) is not None:
            self.log.error("request failed", request_id=request_id, exc_info=problem)
