"""Transactions on the database of the revisions, on PostgreSQL or SQLite.

A connection is made for each, so that it does not matter in which event loop, until a gateway keeps some on PostgreSQL:
making one takes longer than all that is done with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from gateway.errors import ConfigurationError
from gateway.revisions.refusals import StoreUnavailable

SECONDS_TO_CONNECT = 3
SECONDS_TO_ANSWER = 5
KEPT = 2
"""Connections to PostgreSQL: one follows, another publishes."""
DRIVERS = {"postgresql+asyncpg", "sqlite+aiosqlite"}


class Database:
    def __init__(self, url: str) -> None:
        """Raises ConfigurationError for an address of another kind."""
        try:
            parsed = make_url(url)
        except ArgumentError:
            parsed = None
        if parsed is None or parsed.drivername not in DRIVERS:
            raise ConfigurationError("policy_store_url: write postgresql+asyncpg://... or sqlite+aiosqlite:///... .")
        self.place = parsed.render_as_string(hide_password=True)
        self._url = url
        self._is_postgres = parsed.get_backend_name() == "postgresql"
        self._use(_postgres(url, poolclass=NullPool) if self._is_postgres else _sqlite(url, parsed.database))

    def keep_connections(self) -> None:
        """From now on, in one event loop; whoever calls this closes in the end."""
        if self._is_postgres:
            self._use(_postgres(self._url, pool_size=KEPT, pool_pre_ping=True))

    async def close(self) -> None:
        await self._engine.dispose()

    def _use(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._writing = engine.execution_options(begin="BEGIN IMMEDIATE")

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Raises StoreUnavailable."""
        async with self._told(), self._engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Commits unless the block raised. Raises StoreUnavailable."""
        async with self._told(), self._writing.begin() as connection:
            yield connection

    @asynccontextmanager
    async def _told(self) -> AsyncIterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            cause = getattr(error, "orig", None) or error
            reason = f"{self.place}: the policy store cannot be used now ({type(cause).__name__}); look after it."
            raise StoreUnavailable(reason) from error


def _postgres(url: str, **pooled: Any) -> AsyncEngine:
    patience = {"timeout": SECONDS_TO_CONNECT, "command_timeout": SECONDS_TO_ANSWER}
    return create_async_engine(url, connect_args=patience, **pooled)


def _sqlite(url: str, path: str | None) -> AsyncEngine:
    """Writers take the lock at BEGIN: a reader that begins to write would find the database locked."""
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, poolclass=NullPool)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(dbapi_connection: Any, _record: Any) -> None:
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={SECONDS_TO_ANSWER * 1000}")
        cursor.execute("PRAGMA journal_mode")
        if cursor.fetchone()[0] != "wal":
            # The file is switched once, and SQLite does not wait for that: who comes meanwhile is told it is locked.
            with suppress(sqlite3.OperationalError):
                cursor.execute("PRAGMA journal_mode=WAL")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin_explicitly(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine
