"""Connections to one subgraph: kept open, bounded in number, with a deadline for each request.

A read whose kept connection turns out to have been closed by the other side is sent once more on a new one. A mutation
never is: nobody knows how far it came.
"""

from __future__ import annotations

import asyncio
import math
import ssl
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from gateway.execution.starting import Ended
from gateway.execution.transports.connection import Connection, HearingConnection
from gateway.execution.transports.outbox import Outbox
from gateway.model.transport import SubgraphAnswer, UnansweredError, UnreachedInTimeError

CONNECT_TIMEOUT = 5.0
MAX_CONNECTIONS = 100
PRECISION = 0.01
"""Seconds between two looks at the deadlines, at least; so much too late may a time-out be noticed."""
KEPT_SECONDS = 4.0
"""Servers close idle connections, many after five seconds; one that is as old as that is not used again."""


@dataclass(slots=True, eq=False)
class Request:
    """A request on its way; `ended` is called exactly once unless it is cancelled."""

    pool: Pool
    data: bytes
    ended: Ended
    is_repeatable: bool
    deadline: float
    connection: Connection | None = None
    connecting: asyncio.Task[None] | None = None
    is_over: bool = False

    def answered(self, answer: SubgraphAnswer) -> None:
        if not self.is_over:
            self._close()
            self.ended(answer, None)

    def failed(self, problem: OSError, *, untouched: bool) -> None:
        if untouched and self.is_repeatable and not self.is_over:
            self.is_repeatable = False
            self.connection = None
            self.pool.connect(self)
            return
        self.end(problem)

    def expire(self) -> None:
        self._give_up()
        self.end(TimeoutError("no answer in time"))

    def cancel(self) -> None:
        self._give_up()
        self._close()

    def end(self, problem: BaseException) -> None:
        if not self.is_over:
            self._close()
            self.ended(None, problem)

    def _close(self) -> None:
        self.is_over = True
        self.connection = None
        self.pool.open.discard(self)

    def _give_up(self) -> None:
        if self.connecting is not None:
            self.connecting.cancel()
        if self.connection is not None:
            self.connection.close()


@dataclass(slots=True, eq=False)
class Pool:
    host: str
    port: int
    tls: ssl.SSLContext | None
    wanted_headers: frozenset[bytes] = frozenset()
    connections: set[Connection] = field(default_factory=set)
    open: set[Request] = field(default_factory=set)
    most_connections: int = MAX_CONNECTIONS
    _watching: asyncio.TimerHandle | None = None
    _next_look: float = math.inf
    _idle: list[Connection] = field(default_factory=list)
    _waiting: deque[Request] = field(default_factory=deque)
    _connecting: set[asyncio.Task[None]] = field(default_factory=set)
    _outbox: Outbox = field(default_factory=Outbox)

    def start(self, data: bytes, timeout: float, ended: Ended, *, is_repeatable: bool) -> Callable[[], None]:
        """Sends the bytes of a request; what it returns cancels it."""
        request = Request(self, data, ended, is_repeatable, time.monotonic() + timeout)
        self.open.add(request)
        if request.deadline < self._next_look:
            self._look_at(request.deadline)
        connection = self._kept()
        if connection is not None:
            request.connection = connection
            connection.send(request, data, self._outbox if len(self.open) > 1 else None)
        else:
            self.connect(request)
        return request.cancel

    def connect(self, request: Request) -> None:
        """Sends a request on a new connection, when there may be one more."""
        if len(self.connections) + len(self._connecting) >= self.most_connections:
            self._waiting.append(request)
            return
        request.connecting = task = asyncio.get_running_loop().create_task(self._connect(request))
        self._connecting.add(task)
        task.add_done_callback(self._connected)

    async def close(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
        for task in tuple(self._connecting):
            task.cancel()
        for connection in tuple(self.connections):
            connection.close()
        self.connections.clear()
        self._idle.clear()

    def _look_at(self, moment: float) -> None:
        """One timer for the next deadline: one for each request would cost more."""
        if self._watching is not None:
            self._watching.cancel()
        self._next_look = moment
        self._watching = asyncio.get_running_loop().call_later(max(0.0, moment - time.monotonic()), self._look)

    def _look(self) -> None:
        self._watching, self._next_look = None, math.inf
        now = time.monotonic()
        for request in [one for one in self.open if one.deadline <= now]:
            request.expire()
        if self.open:
            following = max(min(one.deadline for one in self.open), now + PRECISION)
            if following < self._next_look:
                self._look_at(following)

    def _kept(self) -> Connection | None:
        newest = time.monotonic() - KEPT_SECONDS
        while self._idle:
            connection = self._idle.pop()
            if connection.is_closed:
                continue
            if connection.idle_since >= newest:
                return connection
            connection.close()
        return None

    async def _connect(self, request: Request) -> None:
        if self.wanted_headers:
            connection: Connection = HearingConnection(self._free, self._lost, self.wanted_headers)
        else:
            connection = Connection(self._free, self._lost)
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT):
                await asyncio.get_running_loop().create_connection(
                    lambda: connection, self.host, self.port, ssl=self.tls
                )
        except TimeoutError:
            request.end(UnreachedInTimeError(f"no connection to {self.host}:{self.port} in time"))
            return
        except OSError as problem:
            request.end(UnansweredError(f"cannot connect to {self.host}:{self.port}: {problem}"))
            return
        self.connections.add(connection)
        request.connecting = None
        if request.is_over:
            self._free(connection)
            return
        request.connection = connection
        connection.send(request, request.data)

    def _connected(self, task: asyncio.Task[None]) -> None:
        self._connecting.discard(task)
        self._next()

    def _free(self, connection: Connection) -> None:
        while self._waiting:
            request = self._waiting.popleft()
            if not request.is_over:
                request.connection = connection
                connection.send(request, request.data)
                return
        self._idle.append(connection)

    def _lost(self, connection: Connection) -> None:
        self.connections.discard(connection)
        self._next()

    def _next(self) -> None:
        """Connects for those who wait, as far as there is room."""
        while self._waiting and len(self.connections) + len(self._connecting) < self.most_connections:
            request = self._waiting.popleft()
            if not request.is_over:
                self.connect(request)
