"""The stock subgraph with articles that a test tells, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

import pytest
from sqlalchemy import insert

from subgraphs.stock.queries import pools
from subgraphs.stock.subgraph import SUBGRAPH
from subgraphs.stock.tables import LEVELS, POOLS, WAREHOUSES
from tests.kit.subgraphs import SubgraphClient, running

COUNTRIES = {"DE-N": "DE", "DE-S": "DE", "AT": "AT"}

Told = Mapping[str, Mapping[tuple[str, str, str], int]]
"""By article the pieces of each pool, which warehouse, kind and owner name."""


@pytest.fixture
async def stock(database_url: str) -> AsyncIterator[SubgraphClient]:
    async with running(SUBGRAPH, database_url) as client:
        yield client


async def fill(stock: SubgraphClient, told: Told) -> None:
    rows = [
        {"sku": sku, "warehouse": warehouse, "kind": kind, "owner": owner, "quantity": pieces, "reserved": 0}
        for sku, lying in told.items()
        for (warehouse, kind, owner), pieces in lying.items()
    ]
    levels = sorted({(row["sku"], row["warehouse"]) for row in rows})
    async with stock.services.database.write() as connection:
        warehouses = [{"code": code, "name": code, "country": country} for code, country in COUNTRIES.items()]
        await connection.execute(insert(WAREHOUSES), warehouses)
        await connection.execute(insert(LEVELS), [{"sku": sku, "warehouse": code} for sku, code in levels])
        await connection.execute(insert(POOLS), rows)
        await pools.begin_log(connection, "test", stock.services.clock.now())
