"""Databases for every test: SQLite always, PostgreSQL wherever it can be had; what is missing is told at the end."""

from __future__ import annotations

import asyncio
import itertools
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import make_url

from tests.kit import servers, told_at_the_end

pytest_plugins = ["tests.kit.demo_house"]

_numbers = itertools.count()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(told_at_the_end)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server of this test run; skips, and reports at the end, where none can be had."""
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="werktor-postgres-", ignore_cleanup_errors=True))
        )
        try:
            url = stack.enter_context(servers.postgres(folder))
        except servers.Unavailable as reason:
            could_not_be_had("PostgreSQL", str(reason))
        yield url


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="werktor-redis-")))
        try:
            url = stack.enter_context(servers.redis(folder))
        except servers.Unavailable as reason:
            could_not_be_had("Redis", str(reason))
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database; the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/test.sqlite3"
    server: str = request.getfixturevalue("postgres_server")
    return fresh_database(server)


def fresh_database(server: str) -> str:
    """The URL of a new, empty database on a PostgreSQL server."""
    name = f"test_{os.getpid()}_{next(_numbers)}"

    async def create() -> None:
        url = make_url(server)
        connection = await asyncpg.connect(
            host=url.host, port=url.port, user=url.username, password=url.password, database=url.database
        )
        await connection.execute(f'CREATE DATABASE "{name}"')
        await connection.close()

    asyncio.run(create())
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def could_not_be_had(what: str, reason: str) -> None:
    """Skips, and tells why at the end; in CI something missing is a failure."""
    told_at_the_end.tell(f"NOT HAD: {what} - {reason}")
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is required in CI: {reason}")
    pytest.skip(f"{what}: {reason}")
