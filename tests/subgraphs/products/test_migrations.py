"""What a new revision makes of a catalogue that is there already."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, insert, select, text

from subgraphs.common.database import Database
from subgraphs.common.migrations import migrate
from subgraphs.products.subgraph import SUBGRAPH
from subgraphs.products.tables import NUMBERS, PRODUCTS
from tests.kit.subgraphs import TODAY

QUANTITIES = ("order_content", "price_content", "price_quantity", "minimum", "step")
TEXTS = ("sort_key", "search_text", "base_unit", "order_unit", "price_unit", "fingerprint")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, schema="products")
    yield database
    await database.close()


def _to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(SUBGRAPH.migrations))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


async def test_articles_that_are_there_already_are_found_by_their_numbers(database: Database) -> None:
    product = dict.fromkeys(QUANTITIES, 1) | dict.fromkeys(TEXTS, "")
    product |= {"sku": "HW-1001", "names": {}, "descriptions": {}, "kind": "accessory"}
    product |= {"discontinued": False, "listed_on": TODAY}
    async with database.write() as connection:
        if database.url.get_backend_name() == "postgresql":
            await connection.execute(text("CREATE SCHEMA products"))
        await connection.run_sync(_to, "0001")
        await connection.execute(insert(PRODUCTS).values(product))
    await migrate(database, SUBGRAPH.migrations)
    async with database.read() as connection:
        rows = (await connection.execute(select(NUMBERS))).all()
    assert [tuple(row) for row in rows] == [("hw-1001", "HW-1001")]
