"""Requests that are started and tell their end by a call: no task and no waiting for each of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from gateway.model.transport import SubgraphAnswer, SubgraphTransport

Ended = Callable[[SubgraphAnswer | None, BaseException | None], None]


class Start(Protocol):
    """A transport that tells the end by a call, without a task: `ended` gets the answer or what went wrong.

    What it returns ends the request early; then `ended` is not called.
    """

    def __call__(
        self, body: bytes, headers: Mapping[str, str], *, timeout: float, ended: Ended
    ) -> Callable[[], object]: ...


async def until_ended(start: Start, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
    """The answer of a started request; raises what went wrong. Being cancelled cancels the request."""
    ending: asyncio.Future[SubgraphAnswer] = asyncio.get_running_loop().create_future()

    def ended(answer: SubgraphAnswer | None, problem: BaseException | None) -> None:
        if ending.done():
            return  # whoever waited was cancelled a moment ago
        if answer is not None:
            ending.set_result(answer)
        else:
            ending.set_exception(problem or ConnectionError("no answer"))

    cancel = start(body, headers, timeout=timeout, ended=ended)
    try:
        return await ending
    except asyncio.CancelledError:
        cancel()
        raise


def start_of(transport: SubgraphTransport) -> Start:
    """The `start` of a transport that has one; otherwise its `fetch`, in a task for each request."""
    own: Start | None = getattr(transport, "start", None)
    return own if own is not None else partial(_start_task, transport)


def _start_task(
    transport: SubgraphTransport, body: bytes, headers: Mapping[str, str], *, timeout: float, ended: Ended
) -> Callable[[], object]:
    task = asyncio.ensure_future(transport.fetch(body, headers, timeout=timeout))
    task.add_done_callback(partial(tell_end, ended))
    return task.cancel


def tell_end(ended: Ended, task: asyncio.Task[SubgraphAnswer]) -> None:
    """The end of a task as that of a started request; one that was cancelled tells nothing."""
    if task.cancelled():
        return
    problem = task.exception()
    ended(None if problem is not None else task.result(), problem)
