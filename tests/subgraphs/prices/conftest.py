"""The prices subgraph with the demo customers and conditions and a small catalogue, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from subgraphs.prices.demo import load_demo
from subgraphs.prices.rules.conditions import PriceKind
from subgraphs.prices.rules.importing import PriceRow
from subgraphs.prices.service import import_prices
from subgraphs.prices.subgraph import SUBGRAPH
from tests.kit.subgraphs import SubgraphClient, running

DEMO = Path("werktor/demo/prices")
BEGIN = date(2026, 1, 1)

STATED = {
    "HW-1001": ("E1", "100.00", "95.00", "113.05"),
    "HW-1003": ("E1", "240.00", "230.00", "273.70"),
    "HW-1004": ("E1", "300.00", "280.00", "333.20"),
    "HW-1005": ("E1", "199.00", "180.00", "214.20"),
    "HW-4001": ("H1", "19.90", "18.90", "22.49"),
    "HW-4004": ("Z1", "7.99", "7.99", "9.51"),
    "HW-4005": ("H1", "50.00", "47.00", "55.93"),
    "HW-4006": ("H1", "39.90", "37.90", "45.10"),
    "HW-4007": ("H1", "34.90", "32.90", "39.15"),
    "HW-4008": ("H1", "40.00", "38.00", "45.22"),
}
"""Discount group, list price, direct price net and gross in DE."""


def catalogue() -> list[PriceRow]:
    """As a catalogue states them; the cost is always half the list price, AT is 4 % dearer, one rise is announced."""
    rows = []
    for sku, (group, listed, net, gross) in STATED.items():
        per = 100 if sku == "HW-4001" else 1
        stated = {PriceKind.LIST: listed, PriceKind.DIRECT_NET: net, PriceKind.DIRECT_GROSS: gross}
        stated |= {PriceKind.RECOMMENDED: gross, PriceKind.COST: str(Decimal(listed) / 2)}
        for kind, amount in stated.items():
            for country, factor in (("DE", Decimal(1)), ("AT", Decimal("1.04"))):
                told = (Decimal(amount) * factor).quantize(Decimal("0.01"))
                rows.append(PriceRow(sku, country, "EUR", kind, told, BEGIN, price_quantity=per, discount_group=group))
    for country in ("DE", "AT"):
        rise = date(2027, 1, 1)
        rows.append(PriceRow("HW-4005", country, "EUR", PriceKind.LIST, Decimal(53), rise, discount_group="H1"))
    return rows


@pytest.fixture
def catalogue_rows() -> list[PriceRow]:
    return catalogue()


@pytest.fixture
async def prices(database_url: str) -> AsyncIterator[SubgraphClient]:
    async with running(SUBGRAPH, database_url) as client:
        await load_demo(client.services, DEMO)
        await import_prices(client.services, catalogue())
        client.statements.clear()
        yield client
