"""What the executor needs to know of a request, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gateway.model.transport import SubgraphTransport

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
    on_fetch: Callable[[str, str, float, str | None], None] | None = None
    """(subgraph, operation text, seconds, error code or None), called after each subgraph request."""
    on_problem: Callable[[str, str, str], None] | None = None
    """(subgraph, error code, what it said): for the log, as the client is told less."""
    on_way: Callable[[str | None], None] | None = None
    """None when the operation went the fast way, otherwise the reason why it did not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An execution result: `data` (None when a null bubbled to the root), errors and extensions ready for JSON."""

    data: dict[str, Any] | None
    errors: tuple[dict[str, Any], ...] = ()
    extensions: dict[str, Any] = field(default_factory=dict)
