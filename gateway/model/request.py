"""What the executor needs to know of a request, and what it gives back."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gateway.model.errors_shown import BY_DEFAULT, ErrorsShown
from gateway.model.transport import SubgraphAnswer, SubgraphTransport

HeadersFor = Callable[[str], Mapping[str, str]]
"""subgraph name -> the headers to send there (signed viewer header, forwarded headers, request id)."""


@dataclass(frozen=True, slots=True)
class ExecutionRequest:
    """One operation of one viewer: coerced variables, the ways to the subgraphs and the headers for each."""

    variables: Mapping[str, Any]
    transports: Mapping[str, SubgraphTransport]
    headers_for: HeadersFor
    request_id: str
    timeout: float = 10.0
    timeouts: Mapping[str, float] = field(default_factory=dict)
    """Seconds that a subgraph may take: `timeout`, or by name."""
    seconds: float = math.inf
    """Seconds that a whole answer may take; of a subscription that to an event."""
    deadline: float = math.inf
    """When the answer is over, by `time.monotonic()`; a fetch gets no more time than is left."""
    errors_shown: ErrorsShown = BY_DEFAULT
    on_fetch: Callable[[str, str, float, str | None], None] | None = None
    """(subgraph, operation text, seconds, error code or None), called after each subgraph request."""
    on_problem: Callable[[str, str, str], None] | None = None
    """(subgraph, error code, what it said): for the log, as the client is told less."""
    on_way: Callable[[str | None], None] | None = None
    """None when the operation went the fast way, otherwise the reason why it did not."""
    on_answer: Callable[[int, str, SubgraphAnswer], None] | None = None
    """(fetch, subgraph, its answer), where headers of answers are wanted; of a fetch told twice the last counts."""

    def seconds_for(self, subgraph: str) -> float:
        """How long a fetch may take that begins now; raises TimeoutError when the whole request is over."""
        seconds = self.timeouts.get(subgraph, self.timeout)
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the request has used up its time")
        return min(seconds, left)

    def begun(self) -> ExecutionRequest:
        """The same request with all its time before it."""
        return self if self.seconds == math.inf else replace(self, deadline=time.monotonic() + self.seconds)

    @property
    def is_over(self) -> bool:
        """Whether the deadline has passed, but for the precision of timers."""
        return time.monotonic() >= self.deadline - 0.002


@dataclass(frozen=True, slots=True)
class Answer:
    """An execution result: `data` (None when a null bubbled to the root), errors and extensions ready for JSON."""

    data: dict[str, Any] | None
    errors: tuple[dict[str, Any], ...] = ()
    extensions: dict[str, Any] = field(default_factory=dict)
