"""Reads a stream of server-sent events, as graphql-sse sends them in its distinct connections mode.

Sources: HTML Living Standard 9.2 (event stream), graphql-sse PROTOCOL.md. `next` carries a result, `complete` ends the
stream; comments keep it alive and mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

REQUEST_HEADERS = {"content-type": "application/json", "accept": "text/event-stream"}


BOM = b"\xef\xbb\xbf"


class EventStream:
    """Bytes in, results out; `complete` turns true when the subgraph said so."""

    def __init__(self) -> None:
        self.complete = False
        self._unended: list[bytes] = []
        self._after_return = False
        self._is_begun = False
        self._event = b""
        self._data: list[bytes] = []

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The results that this chunk completes. Lines end with CR, LF or both, which two chunks may share."""
        if not chunk:
            return
        if self._after_return:
            chunk = chunk.removeprefix(b"\n")
        self._after_return = chunk.endswith(b"\r")
        for line in self._lines(chunk):
            if line:
                self._take(line)
                continue
            if self._event == b"complete":
                self.complete = True
            elif self._event == b"next" and self._data:
                yield b"\n".join(self._data)
            self._event, self._data = b"", []
            if self.complete:
                return

    def _lines(self, chunk: bytes) -> list[bytes]:
        """The lines that are whole now; what is left is kept apart, as one event may come in very many chunks."""
        lines = chunk.splitlines()
        left = lines.pop() if lines and not chunk.endswith((b"\n", b"\r")) else b""
        if lines:
            lines[0] = b"".join((*self._unended, lines[0]))
            self._unended = []
            if not self._is_begun:
                self._is_begun, lines[0] = True, lines[0].removeprefix(BOM)
        if left:
            self._unended.append(left)
        return lines

    def _take(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"event":
            self._event = value
        elif name == b"data":
            self._data.append(value)
