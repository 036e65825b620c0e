"""Sends the requests of fetches: reads end with whoever waits for them, mutations run on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial

from gateway.execution.recording import Recorded
from gateway.execution.starting import Ended, Start, until_ended
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
        """The answer; raises OSError, or TimeoutError after the time-out of the request."""
        transport = request.transports.get(fetch.subgraph)
        if transport is None:
            raise ConnectionError("there is no way to this subgraph")
        headers = request.headers_for(fetch.subgraph)
        if fetch.kind != "mutation":
            start: Start | None = getattr(transport, "start", None)
            if start is not None:
                return await until_ended(start, body, headers, timeout=request.timeout)
            return await transport.fetch(body, headers, timeout=request.timeout)
        task = asyncio.ensure_future(transport.fetch(body, headers, timeout=request.timeout + MUTATION_GRACE))
        self._shielded.add(task)
        task.add_done_callback(partial(self._settle, request.transports))
        async with asyncio.timeout(request.timeout):
            return await asyncio.shield(task)

    def send(self, fetch: Fetch, request: ExecutionRequest, recorded: Recorded) -> None:
        """Starts the recorded request, which is told how it ends."""
        start: Start | None = getattr(request.transports.get(fetch.subgraph), "start", None)
        if start is not None and fetch.kind == "query":
            headers = request.headers_for(fetch.subgraph)
            recorded.cancel = start(recorded.body, headers, timeout=request.timeout, ended=recorded.ended)
            return
        task = asyncio.ensure_future(self.ask(fetch, recorded.body, request))
        recorded.cancel = task.cancel
        task.add_done_callback(partial(_tell, recorded.ended))

    def _settle(self, _ways: Mapping[str, SubgraphTransport], task: asyncio.Task[SubgraphAnswer]) -> None:
        """A mutation whose client is gone has nobody to tell how it ended. Until then its ways are held open."""
        self._shielded.discard(task)
        if not task.cancelled():
            task.exception()


def _tell(ended: Ended, task: asyncio.Task[SubgraphAnswer]) -> None:
    if task.cancelled():
        return
    problem = task.exception()
    ended(None if problem is not None else task.result(), problem)
