"""Stock that was kept before there were reservations goes on: its corrections stay in the log, their keys taken."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, select, text

from subgraphs.common.app import Services
from subgraphs.common.clock import FixedClock
from subgraphs.common.database import Database
from subgraphs.common.migrations import migrate
from subgraphs.stock.errors import StockErrorCode
from subgraphs.stock.rules.corrections import Correction
from subgraphs.stock.service.corrections import correct_stock
from subgraphs.stock.subgraph import SUBGRAPH
from subgraphs.stock.tables import MOVEMENTS
from tests.kit.stock_books import by_movements, pools

FOUND = Correction("HW-1", "DE-N", 5, "counted")
TOO_MANY = Correction("HW-1", "DE-N", -500, "lost")

BEFORE = f"""
    INSERT INTO warehouses (code, name, country) VALUES ('DE-N', 'Nord', 'DE'), ('AT', 'Wien', 'AT');
    INSERT INTO levels (sku, warehouse) VALUES ('HW-1', 'DE-N'), ('HW-1', 'AT');
    INSERT INTO pools (sku, warehouse, kind, owner, quantity, reserved, until) VALUES
        ('HW-1', 'DE-N', 'free', '', 17, 0, NULL),
        ('HW-1', 'DE-N', 'company', 'eisen-vogt', 60, 12, '2027-01-31'),
        ('HW-1', 'AT', 'free', '', 3, 0, NULL);
    INSERT INTO movements (sku, warehouse, difference, reason, subject, at) VALUES
        ('HW-1', 'DE-N', 5, 'counted', 'user:logistics', '2026-11-20 10:00:00'),
        ('HW-1', 'AT', 3, 'found', 'user:logistics', '2026-11-21 10:00:00');
    INSERT INTO corrections (subject, key, body, error_code, at) VALUES
        ('user:logistics', 'k1', '{FOUND.body}', NULL, '2026-11-20 10:00:00'),
        ('user:logistics', 'k2', '{TOO_MANY.body}', 'below_reserved', '2026-11-20 11:00:00')
"""


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """As the first revision left it."""

    def first(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(SUBGRAPH.migrations))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in BEFORE.split(";"):
            connection.exec_driver_sql(statement)

    database = Database(database_url, schema=SUBGRAPH.name)
    async with database.write() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text(f"CREATE SCHEMA {SUBGRAPH.name}"))
        await connection.run_sync(first)
    yield database
    await database.close()


async def test_the_log_begins_with_what_lay_there_before_the_corrections(database: Database) -> None:
    await migrate(database, SUBGRAPH.migrations)
    assert await by_movements(database) == await pools(database)
    async with database.read() as connection:
        rows = (await connection.execute(select(MOVEMENTS).order_by(MOVEMENTS.c.id))).all()
    assert [(row.warehouse, row.kind, row.quantity, row.reserved, row.cause, row.reason) for row in rows] == [
        ("DE-N", "company", 60, 12, "opened", None),
        ("DE-N", "free", 12, 0, "opened", None),
        ("DE-N", "free", 5, 0, "corrected", "counted"),
        ("AT", "free", 3, 0, "corrected", "found"),
    ]


async def test_keys_of_earlier_corrections_stay_taken(database: Database) -> None:
    await migrate(database, SUBGRAPH.migrations)
    services = Services(database, FixedClock(date(2026, 11, 24)))
    before = await pools(database)
    who = "user:logistics"
    assert await correct_stock(services, who, "k1", FOUND) is None
    assert await correct_stock(services, who, "k2", TOO_MANY) is StockErrorCode.BELOW_RESERVED
    assert await correct_stock(services, who, "k1", TOO_MANY) is StockErrorCode.KEY_REUSED
    assert await pools(database) == before
    assert await correct_stock(services, who, "k3", FOUND) is None
    assert await by_movements(database) == await pools(database)
