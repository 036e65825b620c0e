"""What stands between the gateway and one subgraph, and what is known of that subgraph's health."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from gateway.execution.failures import REQUEST_CONCURRENCY_LIMITED, SUBGRAPH_CIRCUIT_BREAKER_REJECTED
from gateway.execution.resilience.circuit_breaker import BreakerRule, CircuitBreaker
from gateway.execution.resilience.concurrency_cap import ConcurrencyCap
from gateway.execution.resilience.outcomes import is_healthy
from gateway.execution.resilience.retry_budget import RetryBudget
from gateway.model.transport import NotAskedError, SubgraphAnswer, UnansweredError


@dataclass(frozen=True, slots=True)
class GuardRules:
    """How one subgraph is guarded.

    `timeout`: seconds that it may usually take; `retries`: the share of its reads that may be sent again, None for
    none; `breaker`: None when it has none; `concurrency` and `queue`: requests at once, and waiting for that.
    """

    timeout: float
    retries: float | None
    breaker: BreakerRule | None
    concurrency: int
    queue: int


def _unheard(_is_open: bool) -> None:
    """Nobody wants to know."""


@dataclass(slots=True, eq=False)
class Guard:
    """The guards of one subgraph. `changed` is told when its breaker opens (True) and closes (False)."""

    name: str
    rules: GuardRules
    clock: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random
    changed: Callable[[bool], None] = _unheard
    breaker: CircuitBreaker = field(init=False)
    budget: RetryBudget = field(init=False)
    cap: ConcurrencyCap = field(init=False)

    def __post_init__(self) -> None:
        self.breaker = CircuitBreaker(self.rules.breaker, self.clock, self.changed)
        self.budget = RetryBudget(self.rules.retries)
        self.cap = ConcurrencyCap(self.rules.concurrency, self.rules.queue)

    def learn(
        self, answer: SubgraphAnswer | None, problem: BaseException | None, waited: float, *, is_probe: bool
    ) -> None:
        """Takes the end of a request, after `waited` seconds, as news of the subgraph's health.

        What timed out early only had little time left, and a fault of ours says nothing of the subgraph.
        """
        if answer is not None and is_healthy(answer):
            self.breaker.succeeded(is_probe=is_probe)
        elif isinstance(problem, TimeoutError) and not isinstance(problem, UnansweredError):
            if waited >= self.rules.timeout / 2:
                self.breaker.failed()
        elif answer is not None or isinstance(problem, OSError):
            self.breaker.failed()

    def rejected(self) -> NotAskedError:
        return NotAskedError(SUBGRAPH_CIRCUIT_BREAKER_REJECTED, f"{self.name}: not asked, as it fails")

    def crowded(self) -> NotAskedError:
        return NotAskedError(REQUEST_CONCURRENCY_LIMITED, f"{self.name}: not asked, as too many requests are under way")
