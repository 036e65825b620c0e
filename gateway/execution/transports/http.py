"""Reaches a subgraph over HTTP with connections that are kept open."""

from __future__ import annotations

import ssl
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING

from gateway.errors import ConfigurationError
from gateway.execution.starting import Ended, until_ended
from gateway.execution.transports.asgi import JSON_HEADERS
from gateway.execution.transports.pool import MAX_CONNECTIONS, Pool
from gateway.model.transport import SubgraphAnswer, WrittenHeaders
from gateway.settings.addresses import http_address

if TYPE_CHECKING:
    from gateway.execution.transports.http_events import HttpEvents
    from gateway.execution.transports.websocket import WebSocketEvents

SSE, WEBSOCKET = SUBSCRIPTION_WAYS = ("sse", "websocket")
"""How a subgraph at a URL can be subscribed to."""


class HttpTransport:
    """A subgraph at a URL. Redirects are not followed and cookies not kept: a viewer's headers go nowhere else."""

    def __init__(
        self,
        url: str,
        *,
        connections: int = MAX_CONNECTIONS,
        wanted_headers: frozenset[bytes] = frozenset(),
        subscribed_over: str = SSE,
    ) -> None:
        """At most so many `connections` at once; answers are told with the `wanted_headers`, lower-case names.

        Raises ConfigurationError for what is no address of HTTP.
        """
        parts = http_address(url)
        if parts is None:
            raise ConfigurationError(
                f"'{url}' is no address of a subgraph; it must begin with http:// or https:// and name a host."
            )
        is_tls = parts.scheme == "https"
        self._url = url
        self._subscribed_over = subscribed_over
        self._events: HttpEvents | WebSocketEvents | None = None
        self._pool = Pool(
            str(parts.hostname),
            parts.port or (443 if is_tls else 80),
            ssl.create_default_context() if is_tls else None,
            wanted_headers,
            most_connections=connections,
        )
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        host = parts.netloc.rpartition("@")[2]
        self._head = f"POST {path} HTTP/1.1\r\nhost: {host}\r\n".encode("ascii") + _lines(JSON_HEADERS)

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        """Never sent twice; raises OSError or TimeoutError."""
        start = partial(self.start, is_repeatable=False)
        return await until_ended(start, body, headers, timeout=timeout)

    def start(
        self,
        body: bytes,
        headers: Mapping[str, str],
        *,
        timeout: float,
        ended: Ended,
        is_repeatable: bool = True,
    ) -> Callable[[], None]:
        """A read; it is sent again when the connection it was put on had already been closed."""
        lines = _lines(headers)
        request = b"%b%bcontent-length: %d\r\n\r\n%b" % (self._head, lines, len(body), body)
        return self._pool.start(request, timeout, ended, is_repeatable=is_repeatable)

    async def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncGenerator[bytes, None]:
        if self._events is None:
            self._events = self._make_events()
        async with aclosing(self._events.subscribe(body, headers)) as results:
            async for result in results:
                yield result

    async def close(self) -> None:
        await self._pool.close()
        if self._events is not None:
            await self._events.close()
            self._events = None

    def _make_events(self) -> HttpEvents | WebSocketEvents:
        """Loaded by the first subscription: a gateway that has none spares the client's memory."""
        if self._subscribed_over == WEBSOCKET:
            from gateway.execution.transports.websocket import WebSocketEvents

            return WebSocketEvents(self._url)
        from gateway.execution.transports.http_events import HttpEvents

        return HttpEvents(self._url)


def _lines(headers: Mapping[str, str]) -> bytes:
    """Header lines; raises ValueError when a value would begin a line of its own."""
    if not isinstance(headers, WrittenHeaders):
        return _written(headers)
    if headers.lines is None:
        headers.lines = _written(headers)
    return headers.lines


def _written(headers: Mapping[str, str]) -> bytes:
    text = "".join([f"{name}: {value}\r\n" for name, value in headers.items()])
    if text.count("\n") != len(headers) or text.count("\r") != len(headers):
        raise ValueError("a header holds a line break")
    return text.encode("latin-1")
