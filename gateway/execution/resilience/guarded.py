"""A transport behind the guards of its subgraph: reads are retried, everything is counted, refused and bounded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping

from gateway.execution.resilience.guard import Guard
from gateway.execution.resilience.outcomes import is_healthy
from gateway.execution.resilience.read import GuardedRead
from gateway.execution.starting import Ended, Start, start_of, until_ended
from gateway.model.transport import SubgraphAnswer, SubgraphTransport, UnansweredError

PROBE = b'{"query":"{ __typename }"}'
"""Asked in place of what may not be lost: a mutation or subscription never is the probe itself."""


class GuardedTransport:
    def __init__(self, inner: SubgraphTransport, guard: Guard) -> None:
        self._inner = inner
        self._guard = guard
        self._start: Start = start_of(inner)

    def start(self, body: bytes, headers: Mapping[str, str], *, timeout: float, ended: Ended) -> Callable[[], object]:
        """A read. `ended` may be called at once, when the subgraph is not asked at all."""
        read = GuardedRead(self._guard, self._start, body, headers, timeout, ended)
        read.go()
        return read.cancel

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        """Sent once at most; raises NotAskedError when it was not sent."""
        await self._expect_health(headers)
        await self._take_place()
        started = self._guard.clock()
        answer: SubgraphAnswer | None = None
        problem: OSError | None = None
        try:
            answer = await self._inner.fetch(body, headers, timeout=timeout)
            return answer
        except OSError as raised:
            problem = raised
            raise
        finally:
            if answer is not None or problem is not None:
                self._guard.learn(answer, problem, self._guard.clock() - started, is_probe=False)
            self._guard.cap.leave()

    async def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncGenerator[bytes, None]:
        """Takes no place, as it may stay for days. One that ends by an error says little of the subgraph's health."""
        await self._expect_health(headers)
        events: AsyncIterator[bytes] = self._inner.subscribe(body, headers)
        try:
            async for event in events:
                yield event
        except UnansweredError as problem:
            self._guard.learn(None, problem, 0.0, is_probe=False)
            raise
        finally:
            if isinstance(events, AsyncGenerator):
                await events.aclose()

    async def close(self) -> None:
        await self._inner.close()

    async def _expect_health(self, headers: Mapping[str, str]) -> None:
        """Raises NotAskedError while the breaker is open; a small read of our own finds out whether it may close."""
        guard = self._guard
        if not guard.breaker.is_open:
            return
        if not guard.breaker.may_probe():
            raise guard.rejected()
        try:
            answer = await until_ended(self._start, PROBE, headers, timeout=guard.rules.timeout)
        except OSError as problem:
            raise guard.rejected() from problem
        if not is_healthy(answer):
            raise guard.rejected()
        guard.breaker.succeeded(is_probe=True)

    async def _take_place(self) -> None:
        guard = self._guard
        if guard.cap.enter():
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def called() -> None:
            turn.set_result(None)

        if not guard.cap.wait(called):
            raise guard.crowded()
        try:
            async with asyncio.timeout(guard.rules.timeout):
                await asyncio.wait({turn})
        except TimeoutError as late:
            self._leave_queue(turn, called)
            raise guard.crowded() from late
        except BaseException:
            self._leave_queue(turn, called)
            raise
        if guard.breaker.is_open:
            guard.cap.leave()
            raise guard.rejected()

    def _leave_queue(self, turn: asyncio.Future[None], called: Callable[[], None]) -> None:
        if turn.done():
            self._guard.cap.leave()
        else:
            self._guard.cap.give_up(called)
