"""A guarded subgraph that answers as the test says, and what was told of each read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from gateway.execution.resilience.circuit_breaker import BreakerRule
from gateway.execution.resilience.guard import Guard, GuardRules
from gateway.execution.resilience.guarded import GuardedTransport
from gateway.model.transport import NotAskedError, SubgraphAnswer, UnansweredError
from tests.kit.driven_transport import Clock, DrivenTransport

RULES = GuardRules(timeout=10.0, retries=0.1, breaker=BreakerRule(3, 0.5, 10.0, 1.0), concurrency=100, queue=100)
BAD_GATEWAY = SubgraphAnswer(502, b"<html>Bad gateway</html>")
UNAVAILABLE = SubgraphAnswer(503, b'{"message":"try later"}')
UNANSWERED = UnansweredError("cannot connect")

End = tuple[SubgraphAnswer | None, BaseException | None]


@dataclass
class Guarded:
    """A guarded subgraph; `ends` is what was told of each read."""

    rules: GuardRules = RULES
    clock: Clock = field(default_factory=Clock)
    subgraph: DrivenTransport = field(default_factory=DrivenTransport)
    ends: list[End] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.guard = Guard("prices", self.rules, clock=self.clock, chance=lambda: 0.0)
        self.transport = GuardedTransport(self.subgraph, self.guard)

    def read(self, timeout: float = 10.0) -> Callable[[], object]:
        def ended(answer: SubgraphAnswer | None, problem: BaseException | None) -> None:
            self.ends.append((answer, problem))

        return self.transport.start(b"{}", {}, timeout=timeout, ended=ended)

    def end(self, at: int, outcome: SubgraphAnswer | BaseException) -> None:
        answer, problem = (outcome, None) if isinstance(outcome, SubgraphAnswer) else (None, outcome)
        self.subgraph.sent[at].ended(answer, problem)

    async def sent(self, count: int) -> None:
        """Returns when so many reads have been sent in all."""
        async with asyncio.timeout(5):
            while len(self.subgraph.sent) < count:
                await self.subgraph.arrived.acquire()

    def opened(self) -> None:
        """Fails until the breaker is open; `ends` is empty again."""
        while not self.guard.breaker.is_open:
            self.read()
            self.end(-1, ConnectionError("reset within the answer"))
        self.ends.clear()
        self.subgraph.sent.clear()


def codes(ends: list[End]) -> list[str | None]:
    return [problem.code if isinstance(problem, NotAskedError) else None for _, problem in ends]
