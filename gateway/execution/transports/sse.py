"""Reads a stream of server-sent events, as graphql-sse sends them in its distinct connections mode.

Sources: HTML Living Standard 9.2 (event stream), graphql-sse PROTOCOL.md. `next` carries a result, `complete` ends the
stream; comments keep it alive and mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

REQUEST_HEADERS = {"content-type": "application/json", "accept": "text/event-stream"}


class EventStream:
    """Bytes in, results out; `complete` turns true when the subgraph said so."""

    def __init__(self) -> None:
        self.complete = False
        self._buffer = b""
        self._event = ""
        self._data: list[bytes] = []

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The results that this chunk completes."""
        self._buffer += chunk
        lines = self._buffer.replace(b"\r\n", b"\n").split(b"\n")
        self._buffer = lines.pop()
        for line in lines:
            if line:
                self._take(line)
                continue
            if self._event == "complete":
                self.complete = True
            elif self._event == "next" and self._data:
                yield b"\n".join(self._data)
            self._event, self._data = "", []
            if self.complete:
                return

    def _take(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"event":
            self._event = value.decode()
        elif name == b"data":
            self._data.append(value)
