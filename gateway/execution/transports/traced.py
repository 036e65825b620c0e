"""A way to a subgraph each of whose requests is a span, which the subgraph is told to continue."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing

from gateway.execution.failures import SUBGRAPH_REQUEST_TIMEOUT, SUBREQUEST_HTTP_ERROR
from gateway.execution.starting import Ended, Start
from gateway.model.transport import NotAskedError, SubgraphAnswer, SubgraphTransport
from gateway.telemetry.traces import FINE, GONE, Trace


class TracedWays(dict[str, SubgraphTransport]):
    """Ways for one request. Whoever holds them holds those they lead to, which are closed when nobody does."""

    def __init__(self, transports: Mapping[str, SubgraphTransport], trace: Trace) -> None:
        super().__init__({name: _traced(name, transport, trace) for name, transport in transports.items()})
        self._held = transports


def _traced(name: str, transport: SubgraphTransport, trace: Trace) -> SubgraphTransport:
    start: Start | None = getattr(transport, "start", None)
    return _Traced(name, transport, trace) if start is None else _TracedStarting(name, transport, trace, start)


class _Traced:
    def __init__(self, name: str, transport: SubgraphTransport, trace: Trace) -> None:
        self._name = name
        self._transport = transport
        self._trace = trace

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        fetching = self._trace.fetch(self._name)
        try:
            answer = await self._transport.fetch(body, {**headers, **fetching.headers}, timeout=timeout)
        except BaseException as problem:
            fetching.end(_code(problem))
            raise
        fetching.answered(answer.status)
        return answer

    async def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncGenerator[bytes, None]:
        fetching = self._trace.fetch(self._name)
        code = FINE
        try:
            events = self._transport.subscribe(body, {**headers, **fetching.headers})
            async with aclosing(_closable(events)) as each:
                async for event in each:
                    yield event
        except BaseException as problem:
            code = _code(problem)
            raise
        finally:
            fetching.end(code)

    async def close(self) -> None:
        await self._transport.close()


class _TracedStarting(_Traced):
    """Of a transport that starts requests and is told their end by a call."""

    def __init__(self, name: str, transport: SubgraphTransport, trace: Trace, start: Start) -> None:
        super().__init__(name, transport, trace)
        self._start = start

    def start(self, body: bytes, headers: Mapping[str, str], *, timeout: float, ended: Ended) -> Callable[[], object]:
        fetching = self._trace.fetch(self._name)

        def told(answer: SubgraphAnswer | None, problem: BaseException | None) -> None:
            if answer is None:
                fetching.end(_code(problem))
            else:
                fetching.answered(answer.status)
            ended(answer, problem)

        cancel = self._start(body, {**headers, **fetching.headers}, timeout=timeout, ended=told)

        def cancelled() -> None:
            cancel()
            fetching.end(GONE)

        return cancelled


async def _closable(events: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    """A transport need not give a generator; one that is must be closed at once, not by the garbage collector."""
    try:
        async for event in events:
            yield event
    finally:
        if isinstance(events, AsyncGenerator):
            await events.aclose()


def _code(problem: BaseException | None) -> str:
    if isinstance(problem, asyncio.CancelledError | GeneratorExit):
        return GONE
    if isinstance(problem, NotAskedError):
        return problem.code
    return SUBGRAPH_REQUEST_TIMEOUT if isinstance(problem, TimeoutError) else SUBREQUEST_HTTP_ERROR
