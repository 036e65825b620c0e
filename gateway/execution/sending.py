"""Sends the requests of fetches: reads end with whoever waits for them, mutations run on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial

from gateway.execution.failures import SUBREQUEST_HTTP_ERROR
from gateway.execution.recording import Recorded
from gateway.execution.starting import Start, tell_end, until_ended
from gateway.model.plan import Fetch
from gateway.model.request import ExecutionRequest
from gateway.model.transport import SubgraphAnswer, SubgraphTransport

MUTATION_GRACE = 60.0
"""Seconds that a mutation may run on after its client has given up or timed out."""


class Sender:
    """Keeps the mutations that outlive their clients until they end."""

    def __init__(self) -> None:
        self._shielded: set[asyncio.Task[SubgraphAnswer]] = set()

    async def ask(self, fetch: Fetch, body: bytes, request: ExecutionRequest) -> SubgraphAnswer:
        """The answer; raises OSError, or TimeoutError when the time for it is over."""
        transport = request.transports.get(fetch.subgraph)
        if transport is None:
            raise ConnectionError("there is no way to this subgraph")
        seconds = request.seconds_for(fetch.subgraph)
        headers = request.headers_for(fetch.subgraph)
        if fetch.kind != "mutation":
            start: Start | None = getattr(transport, "start", None)
            if start is not None:
                return await until_ended(start, body, headers, timeout=seconds)
            return await transport.fetch(body, headers, timeout=seconds)
        task = asyncio.ensure_future(transport.fetch(body, headers, timeout=seconds + MUTATION_GRACE))
        self._shielded.add(task)
        task.add_done_callback(partial(self._settle, request.transports))
        try:
            async with asyncio.timeout(seconds):
                return await asyncio.shield(task)
        except (TimeoutError, asyncio.CancelledError):
            if not task.done():
                task.add_done_callback(partial(_tell_late, fetch, request))
            raise

    def send(self, fetch: Fetch, request: ExecutionRequest, recorded: Recorded) -> None:
        """Starts the recorded request, which is told how it ends."""
        start: Start | None = getattr(request.transports.get(fetch.subgraph), "start", None)
        if start is not None and fetch.kind == "query":
            try:
                seconds = request.seconds_for(fetch.subgraph)
            except TimeoutError as late:
                recorded.ended(None, late)
                return
            headers = request.headers_for(fetch.subgraph)
            recorded.cancel = start(recorded.body, headers, timeout=seconds, ended=recorded.ended)
            return
        task = asyncio.ensure_future(self.ask(fetch, recorded.body, request))
        recorded.cancel = task.cancel
        task.add_done_callback(partial(tell_end, recorded.ended))

    def _settle(self, _ways: Mapping[str, SubgraphTransport], task: asyncio.Task[SubgraphAnswer]) -> None:
        """Until a mutation whose client is gone has ended, its ways are held open."""
        self._shielded.discard(task)


def _tell_late(fetch: Fetch, request: ExecutionRequest, task: asyncio.Task[SubgraphAnswer]) -> None:
    """How a mutation ended whose client had given up: only the log is left to be told."""
    problem = None if task.cancelled() else task.exception()
    if problem is not None and request.on_problem is not None:
        request.on_problem(fetch.subgraph, SUBREQUEST_HTTP_ERROR, f"after its client had gone: {problem}")
