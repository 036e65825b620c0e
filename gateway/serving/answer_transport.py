"""Writes the head of an answer together with its body, and while others are served too together with their answers.

Writing to somebody who sleeps wakes him, which costs the writer as much as the writing: a head by itself is one waking
more. Answers that go out one after the other wake whoever takes several of them, as a proxy does, once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sized
from typing import Any

_HEAD = b"HTTP/1.1 "
MOST_HELD = 256 * 1024
"""Bytes of one connection: what is held is not seen by those who look whether a client reads."""


class AnswerTransport:
    """The transport of one connection, as the server sees it while it answers.

    What is held goes out in the same turn of the event loop. `served` are the requests that are being answered.
    """

    __slots__ = ("_held", "_loop", "_served", "_size", "_transport")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop, served: Sized) -> None:
        self._transport = transport
        self._loop = loop
        self._served = served
        self._held: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        is_alone = len(self._served) <= 1
        if not self._held:
            if is_alone and not data.startswith(_HEAD):
                self._transport.write(data)
                return
            self._loop.call_soon(self._write_out)
            is_alone = False
        self._held.append(data)
        self._size += len(data)
        if is_alone or self._size > MOST_HELD:
            self._write_out()

    def close(self) -> None:
        self._write_out()
        self._transport.close()

    def abort(self) -> None:
        self._held, self._size = [], 0
        self._transport.abort()

    def given_back(self) -> asyncio.Transport:
        """The transport itself, for whoever does not answer requests on it."""
        self._write_out()
        return self._transport

    def _write_out(self) -> None:
        held, self._held, self._size = self._held, [], 0
        if held and not self._transport.is_closing():
            self._transport.writelines(held)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
