"""What was asked of a subgraph and how that ended, so that another executor can go on where one stopped."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gateway.model.transport import SubgraphAnswer


def _nowhere(_position: int) -> None:
    """The request has ended before."""


@dataclass(slots=True, eq=False)
class Recorded:
    """One request. `calls` are the entity calls in it; `is_told` when metrics have already heard of it.

    Either `answer` or `problem` is set once it has ended; `seconds` is then how long it took. `arrive` is called with
    `position` at the end.
    """

    body: bytes
    calls: tuple[int, ...]
    position: int
    arrive: Callable[[int], None]
    started: float
    seconds: float = 0.0
    answer: SubgraphAnswer | None = None
    problem: BaseException | None = None
    is_told: bool = False
    cancel: Callable[[], object] | None = None
    _waiting: asyncio.Future[None] | None = None

    def ended(self, answer: SubgraphAnswer | None, problem: BaseException | None) -> None:
        """Takes the end of the request, as `Ended` of a transport."""
        self.answer, self.problem, self.cancel = answer, problem, None
        self.seconds = time.perf_counter() - self.started
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
        # Forgotten, so that the run that keeps this record can go with its last reference, bodies and all.
        arrive, self.arrive = self.arrive, _nowhere
        arrive(self.position)

    async def outcome(self) -> SubgraphAnswer:
        """Waits for the end; raises what went wrong. Only one may wait."""
        if self.answer is None and self.problem is None:
            self._waiting = asyncio.get_running_loop().create_future()
            await self._waiting
        if self.problem is not None:
            raise self.problem
        if self.answer is None:
            raise ConnectionError("a request that ended without an answer")
        return self.answer


NOTHING_RECORDED: Mapping[int, Recorded] = MappingProxyType({})
