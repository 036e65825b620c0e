"""Counts how often chosen tasks go on after an await, and ends the process hard at one of these points.

A task that goes on has the result of what it awaited: each statement, commit and answer of a peer is done by then, and
what comes next is not begun. So the points of a run are all the states in which its process can leave the databases.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Generator
from contextvars import Context, ContextVar, copy_context
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from werktor.settings import ROOT

KILLED = 77
"""Exit code of a process that has been killed at its point."""

_counted: ContextVar[bool] = ContextVar("counted", default=False)


@dataclass
class Points:
    """The points passed so far, by where in the code the task goes on; the process ends at number `kill_at`."""

    kill_at: int | None = None
    places: list[str] = field(default_factory=list)

    def passed(self, going_on: Any) -> None:
        self.places.append(_place(going_on))
        if len(self.places) == self.kill_at:
            os._exit(KILLED)

    def count(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Runs `work` as a task; its points count, and those of every task it starts."""
        token = _counted.set(True)
        try:
            return asyncio.create_task(work)
        finally:
            _counted.reset(token)

    def watch(self, begins: Callable[[Any], bool] = lambda work: False) -> None:
        """In the running loop; tasks whose coroutine `begins` picks are counted too, with what they start."""

        def start(loop: asyncio.AbstractEventLoop, work: Any, *, context: Context | None = None) -> asyncio.Task[Any]:
            """A subgraph called in process gets an empty context: whoever starts a task decides."""
            if not (_counted.get() or begins(work)):
                return asyncio.Task(work, loop=loop, context=context)
            context = copy_context() if context is None else context
            context.run(_counted.set, True)
            return asyncio.Task(_Counted(work, self), loop=loop, context=context)

        asyncio.get_running_loop().set_task_factory(start)


class _Counted(Coroutine[Any, Any, Any]):
    """A coroutine that tells each time it is gone on with, the beginning included."""

    def __init__(self, inner: Coroutine[Any, Any, Any], points: Points) -> None:
        self._inner = inner
        self._points = points

    def send(self, value: Any) -> Any:
        self._points.passed(self._inner)
        return self._inner.send(value)

    def throw(self, *problem: Any) -> Any:
        self._points.passed(self._inner)
        return self._inner.throw(*problem)

    def close(self) -> None:
        self._inner.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        return self._inner.__await__()

    def __getattr__(self, name: str) -> Any:
        """`cr_frame` and the like, for those who ask how far a task is."""
        return getattr(self._inner, name)


def _place(waiting: Any) -> str:
    """The innermost line of the project that awaits, as far as coroutines tell what they wait for."""
    found = "elsewhere"
    while waiting is not None:
        frame: FrameType | None = getattr(waiting, "cr_frame", None) or getattr(waiting, "ag_frame", None)
        if frame is not None and frame.f_code.co_filename.startswith(f"{ROOT}/"):
            file = frame.f_code.co_filename.removeprefix(f"{ROOT}/")
            if not file.startswith(("tests/", ".venv/")):
                found = f"{file}:{frame.f_lineno} {frame.f_code.co_name}"
        waiting = getattr(waiting, "cr_await", None) or getattr(waiting, "ag_await", None)
    return found
