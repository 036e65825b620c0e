"""What was asked of a subgraph and how that ended, so that another executor can go on where one stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from gateway.model.transport import SubgraphAnswer


@dataclass(slots=True, eq=False)
class Recorded:
    """One request. `calls` are the entity calls in it; `is_told` when metrics have already heard of it.

    Either `answer` or `problem` is set once it has ended; `seconds` is then how long it took.
    """

    body: bytes
    calls: tuple[int, ...]
    started: float
    seconds: float = 0.0
    answer: SubgraphAnswer | None = None
    problem: BaseException | None = None
    is_told: bool = False
    cancel: Callable[[], object] | None = None
    _waiting: list[asyncio.Future[None]] = field(default_factory=list)

    def settle(self, answer: SubgraphAnswer | None, problem: BaseException | None, now: float) -> None:
        self.answer, self.problem, self.seconds, self.cancel = answer, problem, now - self.started, None
        for one in self._waiting:
            if not one.done():
                one.set_result(None)

    async def outcome(self) -> SubgraphAnswer:
        """Waits for the end; raises what went wrong."""
        if self.answer is None and self.problem is None:
            ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(ended)
            await ended
        if self.problem is not None:
            raise self.problem
        if self.answer is None:
            raise ConnectionError("a request that ended without an answer")
        return self.answer
