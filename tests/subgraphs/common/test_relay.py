"""What is written down with a change is told once it is committed: in order, and whatever happens in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import strawberry
from sqlalchemy import MetaData, select, text

from subgraphs.common.app import Services, Subgraph
from subgraphs.common.clock import FixedClock
from subgraphs.common.database import Database
from subgraphs.common.events import EventBus
from subgraphs.common.outbox import add, outbox_table
from subgraphs.common.relay import KEPT, Relay
from subgraphs.common.schema import build_schema
from subgraphs.common.viewer import Viewer
from tests.conftest import fresh_database
from tests.kit.subgraphs import running

METADATA = MetaData()
OUTBOX = outbox_table(METADATA)
CLOCK = FixedClock(date(2026, 11, 24))
NOON = CLOCK.now()


@dataclass(frozen=True, slots=True)
class Moved:
    sku: str
    pieces: int
    at: datetime


class Heard(EventBus[Moved]):
    """A bus that keeps what was published, and can lose its voice after some events."""

    def __init__(self, told: list[tuple[str, Moved]] | None = None, silent_after: int | None = None) -> None:
        super().__init__()
        self.told = [] if told is None else told
        self.silent_after = silent_after

    def publish(self, topic: str, event: Moved) -> None:
        if len(self.told) == self.silent_after:
            raise ConnectionError("nobody hears")
        self.told.append((topic, event))
        super().publish(topic, event)

    @property
    def pieces(self) -> list[int]:
        return [event.pieces for _, event in self.told]


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = Database(url, schema="common")
    async with database.write() as connection:
        if database.url.get_backend_name() == "postgresql":
            await connection.execute(text("CREATE SCHEMA IF NOT EXISTS common"))
        await connection.run_sync(METADATA.create_all)
    yield database
    await database.close()


@pytest.fixture
def postgres(postgres_server: str) -> str:
    """The URL of an empty database: only there do transactions overlap."""
    return fresh_database(postgres_server)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with opened(database_url) as database:
        yield database


def relay(database: Database, heard: Heard, clock: FixedClock = CLOCK) -> Relay:
    return Relay(database, OUTBOX, Moved, heard, clock)


async def move(database: Database, *pieces: int, at: datetime = NOON) -> None:
    """One transaction with an event for each."""
    async with database.write() as connection:
        for one in pieces:
            await add(connection, OUTBOX, f"stock:{one % 3}", Moved("HW-1001", one, at), at)


async def sequences(database: Database) -> dict[int, int | None]:
    """The sequence of each event by its pieces."""
    async with database.read() as connection:
        rows = (await connection.execute(select(OUTBOX.c.event, OUTBOX.c.sequence))).all()
    return {int(row.event.partition('"pieces":')[2].partition(",")[0]): row.sequence for row in rows}


async def test_what_is_committed_is_told_in_order_and_numbered_as_it_is_told(database: Database) -> None:
    heard = Heard()
    await move(database, 1, 2)
    await move(database, 3)
    assert await sequences(database) == {1: None, 2: None, 3: None}
    await relay(database, heard).send()
    assert heard.told == [(f"stock:{one % 3}", Moved("HW-1001", one, NOON)) for one in (1, 2, 3)]
    assert await sequences(database) == {1: 1, 2: 2, 3: 3}
    await relay(database, heard).send()
    assert heard.pieces == [1, 2, 3]


async def test_a_change_that_is_rolled_back_tells_nothing(database: Database) -> None:
    heard = Heard()
    with pytest.raises(RuntimeError):
        async with database.write() as connection:
            await add(connection, OUTBOX, "stock:1", Moved("HW-1001", 1, NOON), NOON)
            raise RuntimeError
    await relay(database, heard).send()
    assert heard.told == []


async def test_more_than_one_batch_is_told_whole(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("subgraphs.common.relay.BATCH", 4)
    heard = Heard()
    await move(database, *range(10))
    await relay(database, heard).send()
    assert heard.pieces == list(range(10))
    assert await sequences(database) == {one: one + 1 for one in range(10)}


async def test_a_new_process_sends_what_a_stopped_one_left(database: Database, database_url: str) -> None:
    before, after = Heard(), Heard()
    await move(database, 1)
    await relay(database, before).send()
    await move(database, 2, 3)
    await database.close()
    async with opened(database_url) as again:
        await relay(again, after).send()
        assert (before.pieces, after.pieces) == ([1], [2, 3])
        assert await sequences(again) == {1: 1, 2: 2, 3: 3}


async def test_a_process_that_dies_while_it_sends_tells_twice_rather_than_never(database: Database) -> None:
    dying, after = Heard(silent_after=2), Heard()
    await move(database, 1, 2, 3)
    with pytest.raises(ConnectionError):
        await relay(database, dying).send()
    assert set((await sequences(database)).values()) == {None}
    await relay(database, after).send()
    assert (dying.pieces, after.pieces) == ([1, 2], [1, 2, 3])


async def test_an_event_whose_transaction_commits_late_is_not_lost(postgres: str) -> None:
    heard = Heard()
    async with opened(postgres) as database:
        sender = relay(database, heard)
        async with database.write() as slow:
            await add(slow, OUTBOX, "stock:1", Moved("HW-1001", 1, NOON), NOON)
            await move(database, 2)
            await sender.send()
            assert heard.pieces == [2]
        await sender.send()
        assert heard.pieces == [2, 1]
        assert await sequences(database) == {2: 1, 1: 2}


async def test_two_processes_that_relay_at_once_tell_everything_once_and_in_one_order(postgres: str) -> None:
    told: list[tuple[str, Moved]] = []
    async with AsyncExitStack() as stack:
        databases = [await stack.enter_async_context(opened(postgres)) for _ in range(2)]
        tasks = [asyncio.create_task(relay(one, Heard(told)).run()) for one in databases]
        await asyncio.gather(*(move(databases[one % 2], 2 * one, 2 * one + 1) for one in range(50)))
        await asyncio.gather(*(relay(one, Heard(told)).send() for one in databases))
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        assert sorted(event.pieces for _, event in told) == list(range(100))
        assert await sequences(databases[0]) == {event.pieces: number for number, (_, event) in enumerate(told, 1)}


async def test_old_events_are_forgotten_when_they_were_sent_and_numbers_count_on(database: Database) -> None:
    heard = Heard()
    old = NOON - KEPT - timedelta(hours=1)
    await move(database, 1, 2, at=old)
    sender = relay(database, heard)
    await sender.send()
    await move(database, 3, at=old)
    await sender.prune()
    assert await sequences(database) == {2: 2, 3: None}
    await sender.send()
    await sender.prune()
    assert await sequences(database) == {3: 3}
    await move(database, 4)
    await sender.send()
    await sender.prune()
    assert await sequences(database) == {4: 4}
    assert heard.pieces == [1, 2, 3, 4]


async def test_what_is_younger_stays(database: Database) -> None:
    heard = Heard()
    await move(database, 1, 2, at=NOON - KEPT)
    sender = relay(database, heard)
    await sender.send()
    await sender.prune()
    assert await sequences(database) == {1: 1, 2: 2}


@strawberry.type
class Query:
    today: int = 0


def no_loaders(viewer: Viewer, services: Services) -> None:
    """Nothing here is loaded in batches."""


def served(folder: Path) -> Subgraph:
    """A subgraph whose migrations make the outbox."""
    migrations = folder / "migrations"
    (migrations / "versions").mkdir(parents=True)
    (migrations / "env.py").write_text(
        "from subgraphs.common.migrations import run_migrations\n"
        "from sqlalchemy import MetaData\n"
        "run_migrations(MetaData())\n"
    )
    (migrations / "versions" / "0001_outbox.py").write_text(
        "from alembic import op\n"
        "from sqlalchemy import MetaData\n"
        "from subgraphs.common.outbox import outbox_table\n"
        "revision, down_revision = '0001', None\n"
        "def upgrade():\n"
        "    outbox_table(MetaData()).create(op.get_bind())\n"
    )
    return Subgraph("stock", build_schema(Query), migrations, no_loaders, event_type=Moved, outbox=OUTBOX)


async def test_a_served_subgraph_tells_its_listeners_after_each_commit(database_url: str, tmp_path: Path) -> None:
    async with (
        running(served(tmp_path), database_url) as stock,
        stock.services.events.listen(["stock:1", "stock:2"]) as moves,
        asyncio.timeout(20),
    ):
        await move(stock.services.database, 1, 2)
        assert [(await anext(moves)).pieces, (await anext(moves)).pieces] == [1, 2]
        await move(stock.services.database, 4)
        assert await anext(moves) == Moved("HW-1001", 4, NOON)


def test_an_outbox_without_a_type_to_read_it_by_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'stock' has an outbox but no event_type"):
        Subgraph("stock", build_schema(Query), tmp_path, no_loaders, outbox=OUTBOX)
