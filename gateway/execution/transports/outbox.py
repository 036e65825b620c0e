"""Requests to one subgraph that are written together when the event loop has seen to all that has come.

Writing to somebody who sleeps wakes him, which costs the writer as much as the writing. The first request wakes a
subgraph; those that follow at once find it awake.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Protocol


class Writable(Protocol):
    """A connection; nothing is written when it has been closed meanwhile."""

    is_closed: bool

    def write(self, data: bytes) -> None: ...


class Outbox:
    __slots__ = ("_is_due", "_waiting")

    def __init__(self) -> None:
        self._waiting: deque[tuple[Writable, bytes]] = deque()
        self._is_due = False

    def add(self, connection: Writable, data: bytes) -> None:
        self._waiting.append((connection, data))
        if not self._is_due:
            self._set()

    def _set(self) -> None:
        self._is_due = True
        asyncio.get_running_loop().call_soon(self._write)

    def _write(self) -> None:
        self._is_due = False
        try:
            while self._waiting:
                connection, data = self._waiting.popleft()
                if not connection.is_closed:
                    connection.write(data)
        finally:
            if self._waiting:
                self._set()
