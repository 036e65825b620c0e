"""How the gateway reaches a subgraph: one small interface, for HTTP and for an ASGI application in the same process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Protocol

import msgspec


class SubgraphAnswer(msgspec.Struct, frozen=True):
    """The raw answer of a subgraph: HTTP status with its reason phrase, and body bytes, not yet parsed.

    `headers` are those that a rule hands on to clients; a transport may give more, in any case, or none.
    """

    status: int
    body: bytes
    reason: str = ""
    headers: Sequence[tuple[bytes, bytes]] = ()


class WrittenHeaders(dict[str, str]):
    """Headers that go to several subgraphs: whoever writes them first keeps their `lines` for the others."""

    __slots__ = ("lines",)

    def __init__(self, headers: Mapping[str, str]) -> None:
        super().__init__(headers)
        self.lines: bytes | None = None


class UnansweredError(ConnectionError):
    """Not a byte of an answer came: whoever only reads may ask again."""


class UnreachedInTimeError(UnansweredError, TimeoutError):
    """Nobody took the connection, however long it was offered."""


class NotAskedError(ConnectionError):
    """The gateway did not send the request at all; `code` is what the client is told."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class SubgraphTransport(Protocol):
    """POSTs GraphQL requests (JSON bytes) to one subgraph. Raises OSError or TimeoutError when no answer can be had."""

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer: ...

    def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        """Each item is the JSON of one execution result, as in an SSE `next` event; ends with the subgraph."""
        ...

    async def close(self) -> None: ...
