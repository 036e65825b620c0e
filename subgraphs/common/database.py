"""One database per subgraph, on SQLite or PostgreSQL: transactions begin explicitly and commit at the edge.

On SQLite a subgraph owns its file. Writers take the lock at BEGIN (IMMEDIATE) and there is one of them per process;
readers are a small pool beside it (WAL). With a plain BEGIN, concurrent read-then-write transactions fail with
"database is locked". On PostgreSQL each subgraph has its own schema, chosen by the search path.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

SQLITE_READERS = 4
POSTGRES_CONNECTIONS = 10
BUSY_TIMEOUT_MS = 10_000


class Database:
    """Hands out transactions: `read()` rolls back at the end, `write()` commits unless the block raised."""

    def __init__(self, url: str, *, schema: str) -> None:
        """`url`: SQLAlchemy URL (sqlite+aiosqlite or postgresql+asyncpg); `schema`: the subgraph's on PostgreSQL."""
        self.url = make_url(url)
        self.schema = schema
        self._followers: WeakSet[asyncio.Event] = WeakSet()
        if self.url.get_backend_name() == "sqlite":
            self._writer = _sqlite_engine(url, begin="BEGIN IMMEDIATE", connections=1)
            self._reader = _sqlite_engine(url, begin="BEGIN", connections=SQLITE_READERS)
        else:
            self._writer = self._reader = create_async_engine(
                url,
                pool_size=POSTGRES_CONNECTIONS,
                max_overflow=0,
                connect_args={"server_settings": {"search_path": schema, "timezone": "UTC"}},
            )

    @property
    def engines(self) -> tuple[AsyncEngine, ...]:
        return tuple({id(engine): engine for engine in (self._writer, self._reader)}.values())

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        async with self._reader.connect() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        async with self._writer.begin() as connection:
            yield connection
        for follower in self._followers:
            follower.set()

    async def written(self, *, at_least_every: float | Callable[[], float]) -> AsyncGenerator[None, None]:
        """Yields at once, then after every commit of this process, and after so many seconds without any.

        For work that follows commits, wherever they come from; several commits may come as one. A round that writes
        brings about the next one: read first, and write only when there is something to do. Work that knows when it is
        due next gives a callable, which is asked before each wait.
        """
        commit = asyncio.Event()
        self._followers.add(commit)
        while True:
            commit.clear()
            yield
            with suppress(TimeoutError):
                async with asyncio.timeout(at_least_every() if callable(at_least_every) else at_least_every):
                    await commit.wait()

    async def close(self) -> None:
        for engine in self.engines:
            await engine.dispose()


def _sqlite_engine(url: str, *, begin: str, connections: int) -> AsyncEngine:
    path = make_url(url).database
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, pool_size=connections, max_overflow=0)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(dbapi_connection: Any, _record: Any) -> None:
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}", "synchronous=NORMAL"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin_explicitly(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
