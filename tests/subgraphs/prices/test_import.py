"""What a catalogue states about prices is taken whole or not at all, and naming the row that does not hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from subgraphs.prices.errors import PriceImportRefused
from subgraphs.prices.rules.conditions import PriceKind
from subgraphs.prices.rules.importing import PriceRow, gather
from subgraphs.prices.service import import_prices
from subgraphs.prices.tables import MARKET_PRICE_TIERS, METADATA
from tests.kit.subgraphs import SubgraphClient
from tests.kit.tables import contents

ROW = PriceRow("HW-1", "DE", "EUR", PriceKind.LIST, Decimal("10"), date(2026, 1, 1), discount_group="E1")


async def stored(prices: SubgraphClient, sku: str = "HW-1") -> list[Any]:
    async with prices.services.database.read() as connection:
        tiers = MARKET_PRICE_TIERS
        chosen = select(tiers.c.from_quantity, tiers.c.amount).where(tiers.c.sku == sku)
        return [
            tuple(row) for row in await connection.execute(chosen.order_by(tiers.c.valid_from, tiers.c.from_quantity))
        ]


async def test_importing_twice_changes_nothing(prices: SubgraphClient, catalogue_rows: list[PriceRow]) -> None:
    before = await contents(prices.services.database, METADATA)
    await import_prices(prices.services, catalogue_rows)
    assert await contents(prices.services.database, METADATA) == before


async def test_a_price_imported_again_has_just_the_tiers_that_are_now_told(prices: SubgraphClient) -> None:
    tiered = [ROW, replace(ROW, lower_bound=10, amount=Decimal("9")), replace(ROW, lower_bound=50, amount=Decimal("8"))]
    await import_prices(prices.services, tiered)
    assert await stored(prices) == [(1, Decimal(10)), (10, Decimal(9)), (50, Decimal(8))]
    await import_prices(prices.services, [ROW, replace(ROW, lower_bound=10, amount=Decimal("8.5"))])
    assert await stored(prices) == [(1, Decimal(10)), (10, Decimal("8.5"))]


async def test_a_later_date_stands_beside_the_earlier_one(prices: SubgraphClient) -> None:
    await import_prices(prices.services, [ROW])
    await import_prices(prices.services, [replace(ROW, valid_from=date(2026, 6, 1), amount=Decimal(11))])
    assert await stored(prices) == [(1, Decimal(10)), (1, Decimal(11))]


async def test_a_broken_row_changes_nothing(prices: SubgraphClient) -> None:
    before = await contents(prices.services.database, METADATA)
    with pytest.raises(PriceImportRefused):
        await import_prices(prices.services, [ROW, replace(ROW, sku="HW-2", amount=Decimal(-1))])
    assert await contents(prices.services.database, METADATA) == before


async def test_thousands_of_rows_go_in_at_once(prices: SubgraphClient) -> None:
    rows = [replace(ROW, sku=f"HW-X{number}") for number in range(6_000)]
    await import_prices(prices.services, rows)
    assert await stored(prices, "HW-X5999") == [(1, Decimal(10))]


def test_equal_dates_are_refused_and_both_rows_named() -> None:
    with pytest.raises(PriceImportRefused) as refused:
        gather([ROW, replace(ROW, sku="HW-2"), replace(ROW, amount=Decimal(12))])
    (problem,) = refused.value.problems
    assert problem == (
        "row 3 (HW-1 list DE EUR from 2026-01-01, lower bound 1): row 1 begins on the same day; give it a later one"
    )


def test_the_same_day_in_another_market_or_kind_is_no_overlap() -> None:
    rows = [ROW, replace(ROW, territory="AT"), replace(ROW, currency="CHF"), replace(ROW, kind=PriceKind.COST)]
    assert len(gather(rows)) == 4


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"amount": Decimal("1.00001")}, "four decimal places"),
        ({"amount": Decimal("-0.01")}, "zero or more"),
        ({"amount": Decimal("NaN")}, "zero or more"),
        ({"lower_bound": 0}, "lower bound"),
        ({"price_quantity": 0}, "price quantity"),
        ({"valid_until": date(2025, 12, 31)}, "before it begins"),
        ({"territory": "XX"}, "ISO 3166-1"),
        ({"territory": "de"}, "ISO 3166-1"),
        ({"currency": "EUX"}, "ISO 4217"),
        ({"sku": ""}, "article number"),
    ],
)
def test_a_row_that_does_not_hold_is_named_with_its_fault(change: dict[str, Any], named: str) -> None:
    with pytest.raises(PriceImportRefused, match=r"^row 2 \(.*" + named):
        gather([ROW, replace(ROW, **({"sku": "HW-2"} | change))])


def test_tiers_of_one_price_share_their_end_quantity_and_group() -> None:
    with pytest.raises(PriceImportRefused, match=r"row 2 .* differ from row 1"):
        gather([ROW, replace(ROW, lower_bound=10, price_quantity=100)])
