"""Ends the connections of clients that neither finish what they ask nor take what they are told.

The server closes what is idle between two requests, and nothing else: half a request would be waited for without end,
and a connection that is closed while its client reads nothing keeps all that it was not told.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

from structlog.typing import FilteringBoundLogger

from gateway.serving.client_connection import ClientConnection


class Connection(Protocol):
    """Of a client, whatever is spoken on it."""

    transport: Any


class _Still(NamedTuple):
    """What is unfinished, how many bytes wait to be taken, and since when that has not changed."""

    request: object | None
    untaken: int
    since: float


class StandingStill:
    """`patience`: seconds in which a request has to come whole, and something has to be taken of what waits."""

    def __init__(self, patience: float, log: FilteringBoundLogger, clock: Callable[[], float] = time.monotonic) -> None:
        self._patience = patience
        self._log = log
        self._clock = clock
        self._still: dict[Connection, _Still] = {}

    def look(self, connections: Iterable[Connection]) -> None:
        """Looks at all that are open, every second or so, and ends those that have stood still for too long."""
        now, still, ended = self._clock(), dict[Connection, _Still](), 0
        for one in connections:
            request = one.unfinished if isinstance(one, ClientConnection) else None
            untaken = one.transport.get_write_buffer_size()
            if request is None and not untaken:
                continue
            before = self._still.get(one)
            if before is None or before.request is not request or before.untaken != untaken:
                still[one] = _Still(request, untaken, now)
            elif now - before.since < self._patience:
                still[one] = before
            else:
                ended += 1
                _end(one, untaken)
        self._still = still
        if ended:
            self._log.warning("clients were cut off that sent or read nothing more", clients=ended)


def drop_untaken(sockets: Iterable[Connection]) -> None:
    """At once, of those over which no single answers are sent."""
    for one in sockets:
        if not isinstance(one, ClientConnection) and one.transport.get_write_buffer_size():
            one.transport.abort()


def _end(one: Connection, untaken: int) -> None:
    """Closing would wait until all is taken."""
    if untaken or not isinstance(one, ClientConnection):
        one.transport.abort()
    else:
        one.end_unfinished()
