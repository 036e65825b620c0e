"""One connection of a client over HTTP/1.1: the server's own, and what it leaves open.

A head may not be endless (RFC 6585, section 5), and what stands behind a chunked body, its trailer section, is no part
of the headers (RFC 9110, section 6.5.1): whoever stands before us judges headers, and passes trailers on unread.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from gateway.serving.answer_transport import AnswerTransport

LONGEST_HEAD = 64 * 1024
"""Bytes of address and headers that are kept while more of them are waited for."""
_UNFINISHED = 408, b"Request Timeout", b"The request did not come whole in time."
_NO_HANDSHAKE = 400, b"Bad Request", b"This cannot be read as the handshake of a WebSocket."
_HEAD_TOO_LONG = (
    431,
    b"Request Header Fields Too Large",
    b"Address and headers are longer than %d bytes." % LONGEST_HEAD,
)


class ClientConnection(HttpToolsProtocol):
    """Costs a request one comparison more than the server's own."""

    _head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.transport: AnswerTransport = AnswerTransport(transport, self.loop, self.tasks)  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.scope is not None and "method" not in self.scope:
            self._head_bytes += len(data)
            if self._head_bytes > LONGEST_HEAD:
                self._refuse(*_HEAD_TOO_LONG)
        elif self._head_bytes:
            self._head_bytes = 0

    def on_chunk_header(self) -> None:
        """From the first chunk on no header is one of the request; only a chunked body has fields behind it."""
        if self.cycle is not None and self.cycle.scope is self.scope:
            self.headers = _Unread()

    def handle_websocket_upgrade(self) -> None:
        """What reads sockets has limits of its own, and says nothing where a handshake goes beyond them."""
        self.transport = self.transport.given_back()  # type: ignore[assignment]
        super().handle_websocket_upgrade()
        if not self.transport.get_protocol().handshake_initiated:
            self._refuse(*_NO_HANDSHAKE)

    @property
    def unfinished(self) -> object | None:
        """What is waited for from the client, the same object as long as it is the same; None where nothing is.

        A connection on which nothing is asked counts too, unless the server itself will end it.
        """
        scope, cycle = self.scope, self.cycle
        if scope is None:
            return self
        if cycle is None or "method" not in scope:
            return scope
        if cycle.more_body:
            return None if self.flow.read_paused else scope
        return scope if cycle.response_complete and self.timeout_keep_alive_task is None else None

    def end_unfinished(self) -> None:
        """A client that began a request is told why it is not waited for any more."""
        self._refuse(*_UNFINISHED)

    def _refuse(self, status: int, phrase: bytes, message: bytes) -> None:
        """Where an answer is under way, or was given, there is no place for another."""
        if self.scope is None or not self._is_unanswered():
            self.transport.abort()
            return
        lines = [b"%b: %b\r\n" % line for line in self.server_state.default_headers]
        self.transport.write(
            b"HTTP/1.1 %d %b\r\n%bcontent-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\n"
            b"connection: close\r\n\r\n%b" % (status, phrase, b"".join(lines), len(message), message)
        )
        self.transport.close()

    def _is_unanswered(self) -> bool:
        if self.cycle is None:
            return True
        if self.cycle.scope is not self.scope:
            return self.cycle.response_complete
        return not self.cycle.response_started and not self.pipeline


class _Unread(list[Any]):
    """Takes nothing."""

    def append(self, _line: Any) -> None:
        return
