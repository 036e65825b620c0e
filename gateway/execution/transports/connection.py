"""One kept-open HTTP/1.1 connection to a subgraph, parsed by httptools: a request at a time.

Own code because this is the hottest path of all: in measurements a general client took three to seven times as long.
"""

from __future__ import annotations

import asyncio
import time
import zlib
from collections.abc import Callable, Sequence
from typing import Protocol, cast

import httptools

from gateway.execution.transports.outbox import Outbox
from gateway.model.transport import SubgraphAnswer, UnansweredError

MAX_BODY = 64 * 1024 * 1024
MAX_HEAD = 256 * 1024
MOST_LOGGED = 200
"""Bytes of what is no HTTP that stand in the log."""
GZIP = b"\x1f\x8b"


class Exchange(Protocol):
    """What a connection tells of the one request it carries."""

    def answered(self, answer: SubgraphAnswer) -> None: ...

    def failed(self, problem: OSError, *, untouched: bool) -> None:
        """`untouched`: not a byte came back, and the connection had been used before."""


class Connection(asyncio.Protocol):
    """`free` is called when it can carry another request, `lost` when it never will again."""

    def __init__(self, free: Callable[[Connection], None], lost: Callable[[Connection], None]) -> None:
        self._free = free
        self._lost = lost
        self._exchange: Exchange | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._body: list[bytes] = []
        self._size = 0
        self._uses = 0
        self._headers: Sequence[tuple[bytes, bytes]] = ()
        self._has_answer = False
        self._has_head = False
        self._is_whole = self._stays_open = False
        self._head = b""
        self.is_closed = False
        self.idle_since = 0.0

    def send(self, exchange: Exchange, request: bytes, outbox: Outbox | None = None) -> None:
        """At once, or with what else is in the `outbox`."""
        self._exchange = exchange
        self._uses += 1
        self._body, self._size, self._has_answer, self._has_head = [], 0, False, False
        self._head, self._is_whole = b"", False
        if outbox is None:
            self._transport.write(request)
        else:
            outbox.add(self, request)

    def write(self, data: bytes) -> None:
        self._transport.write(data)

    def close(self) -> None:
        """Gives the request up, if there is one, without telling it.

        What is not yet sent is dropped: a subgraph that does not read it would hold the connection for good.
        """
        self._exchange = None
        self.is_closed = True
        self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        if self._exchange is None:
            self.close()  # nobody asked for this
            return
        self._has_answer = True
        if not self._has_head:
            self._head += data
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as problem:
            if not self._is_whole:
                self._fail(ConnectionError(f"the answer is no HTTP: {problem}: {data[:MOST_LOGGED]!r}"))
                return
            self._stays_open = False
        if self._is_whole:
            self._complete(self._exchange, keep=self._stays_open)
        elif not self._has_head and len(self._head) > MAX_HEAD:
            self._fail(ConnectionError(f"the head of the answer is longer than {MAX_HEAD} bytes"))

    def on_message_begin(self) -> None:
        """Nothing may follow an answer: it would be taken for that of the next request."""
        if self._is_whole:
            raise ValueError("more than one answer to one request")

    def on_headers_complete(self) -> None:
        self._has_head = True

    def on_body(self, chunk: bytes) -> None:
        self._body.append(chunk)
        self._size += len(chunk)
        if self._size > MAX_BODY:
            self._fail(ConnectionError(f"the answer is longer than {MAX_BODY} bytes"))

    def on_message_complete(self) -> None:
        if self._parser.get_status_code() < 200:
            self._has_head = False  # that of the answer itself is still to come
        elif self._exchange is not None:
            self._is_whole, self._stays_open = True, self._parser.should_keep_alive()

    def connection_lost(self, problem: Exception | None) -> None:
        self.is_closed = True
        self._lost(self)
        exchange = self._exchange
        if exchange is None:
            return
        if problem is None and self._has_head and not self._tells_its_end():
            self._complete(exchange, keep=False)  # a body that ends with its connection (RFC 9112, section 6.3)
            return
        self._exchange = None
        if self._has_answer:
            exchange.failed(ConnectionError("the subgraph closed the connection within its answer"), untouched=False)
        else:
            problem = UnansweredError("the subgraph closed the connection without an answer")
            exchange.failed(problem, untouched=self._uses > 1)

    def _tells_its_end(self) -> bool:
        """Whether the head says how the body ends; then a body that ends with its connection is cut off."""
        head = self._last_head().lower()
        return b"\r\ncontent-length:" in head or b"\r\ntransfer-encoding:" in head

    def _reason(self) -> str:
        """What stands behind the status (RFC 9112, section 4)."""
        return self._last_head().partition(b"\r\n")[0][13:].decode("latin-1")

    def _last_head(self) -> bytes:
        head, _, rest = self._head.partition(b"\r\n\r\n")
        while head[9:10] == b"1":  # HTTP/1.1 103: only announces the answer
            head, _, rest = rest.partition(b"\r\n\r\n")
        return head

    def _complete(self, exchange: Exchange, *, keep: bool) -> None:
        body = self._body[0] if len(self._body) == 1 else b"".join(self._body)
        status = self._parser.get_status_code()
        reason = "" if status < 400 else self._reason()
        answer = SubgraphAnswer(status, body, reason, self._headers)
        self._exchange = None
        self._body, self._head = [], b""
        if keep and not self.is_closed:
            self.idle_since = time.monotonic()
            self._free(self)
        else:
            self.close()
        if body.startswith(GZIP):
            try:
                answer = SubgraphAnswer(status, unzipped(body), answer.reason, answer.headers)
            except OSError as problem:
                exchange.failed(problem, untouched=False)
                return
        exchange.answered(answer)

    def _fail(self, problem: OSError) -> None:
        exchange = self._exchange
        self.close()
        if exchange is not None:
            exchange.failed(problem, untouched=False)


class HearingConnection(Connection):
    """One that also reads headers, those named in `wanted` (lower-case); nobody else pays for it."""

    def __init__(
        self, free: Callable[[Connection], None], lost: Callable[[Connection], None], wanted: frozenset[bytes]
    ) -> None:
        super().__init__(free, lost)
        self._wanted = wanted

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._found: list[tuple[bytes, bytes]] = []
        self._headers = self._found

    def on_header(self, name: bytes, value: bytes) -> None:
        lower = name.lower()
        if lower in self._wanted:
            self._found.append((lower, value))


def unzipped(body: bytes) -> bytes:
    """A body that was compressed although nobody asked for it; raises ConnectionError when it is broken or a bomb."""
    unzip = zlib.decompressobj(wbits=31)
    try:
        whole = unzip.decompress(body, MAX_BODY)
    except zlib.error as problem:
        raise ConnectionError(f"the answer cannot be decompressed: {problem}") from problem
    if unzip.unconsumed_tail or not unzip.eof:
        raise ConnectionError(f"the answer is cut off or longer than {MAX_BODY} bytes")
    return whole
