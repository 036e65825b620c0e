"""A dealer pastes what he needs: products, prices and stock answer orders for him, and the cart costs the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from subgraphs.common.app import Context, Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.loaders import Loaders
from subgraphs.orders.schema import SCHEMA
from tests.kit.house import settings_in
from werktor.house import open_house

ROWS = """
Artikelnummer;Menge;Kommission
HW-1001;2;Halle 3
hw-1003;1
HW-1004;5
HW-2002;1
HW-3001;12
HW-4001;500
HW-4004;10
HW-4005;1
HW-4006;2
HW-4007;10
EV 10.001;1
EV 10.004;1
ev 20.002;1
EV 40.007;2
Bit Torx 25
4069876010014;1
4 069876 040042;3
4069876040059;1
HW-9999;1
HW-4002;25
""".strip()
QUICK = """query($text: String!) { quickOrder(text: $text) { netTotal { amount } rows {
    row number quantity foundBy product { sku } lineText lineNet { amount } light problem { code nextQuantity } } } }"""
ADD = """mutation($lines: [NewCartLineInput!]!) { addToCart(input: {key: "first", lines: $lines}) {
    cart { orderable netTotal { amount } charges { kind } lines { lineNet { amount } light problem { code } } }
    userErrors { message } } }"""
DEALER = Viewer(
    "user:dealer",
    company="eisen-vogt",
    claims=frozenset({"kind:dealer"}),
    functions=frozenset({"buyer"}),
    roles=frozenset({"dealer"}),
    groups=frozenset({"exact_stock", "cart_amounts"}),
)


@pytest.fixture
async def orders(var: Path) -> AsyncIterator[Services]:
    async with open_house(settings_in(var)) as house:
        yield house.services["orders"]


async def told(orders: Services, document: str, **variables: Any) -> dict[str, Any]:
    context = Context(DEALER, orders, Loaders(DEALER, orders))
    result = await SCHEMA.execute(document, variable_values=variables, context_value=context)
    assert result.errors is None, result.errors
    assert result.data is not None
    return result.data


async def test_every_pasted_row_is_answered_and_what_can_be_had_goes_into_the_cart(orders: Services) -> None:
    quick = (await told(orders, QUICK, text=ROWS))["quickOrder"]
    rows = quick["rows"]
    problems = {row["number"]: row["problem"] for row in rows if row["problem"]}
    assert problems == {
        None: {"code": "NOT_READABLE", "nextQuantity": None},
        "HW-9999": {"code": "UNKNOWN_NUMBER", "nextQuantity": None},
        "HW-4002": {"code": "NOT_IN_STEP", "nextQuantity": 30},
    }
    good = [row for row in rows if not row["problem"]]
    assert (len(rows), len(good)) == (21, 18)
    assert [row["foundBy"] for row in good] == [
        *["ARTICLE_NUMBER"] * 10,
        *["BUYER_NUMBER"] * 5,
        *["GTIN_PIECE"] * 3,
    ]
    assert all(row["lineNet"] and row["light"] for row in good)
    assert sum(Decimal(row["lineNet"]["amount"]) for row in good) == Decimal(quick["netTotal"]["amount"])

    lines = [
        {
            "number": row["number"] if row["foundBy"] == "BUYER_NUMBER" else row["product"]["sku"],
            "quantity": row["quantity"],
            "lineText": row["lineText"],
        }
        for row in good
    ]
    added = (await told(orders, ADD, lines=lines))["addToCart"]
    assert added["userErrors"] == []
    cart = added["cart"]
    assert (cart["orderable"], cart["charges"]) == (True, [])
    assert cart["netTotal"] == quick["netTotal"]
