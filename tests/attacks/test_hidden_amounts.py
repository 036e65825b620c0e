"""A value that somebody may not see is nowhere in the bytes he gets: no field, no text, no error, no extension."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.kit.house import DOCUMENT_IDS, EVERYBODY, Asker, Person

SKU = "HW-1001"
PAGE = {
    "documentId": DOCUMENT_IDS["ProductPage"],
    "operationName": "ProductPage",
    "variables": {"sku": SKU, "quantity": 5},
}
OWN = "net { amount } lineNet { amount } tiers { net { amount } }"
HIDDEN_AND_UNKNOWN = [
    ("{ product(sku: SKU) { price { cost { amount } } } }", "cost", "zost"),
    ("{ product(sku: SKU) { price { ... on Price { margin } } } }", "margin", "zargin"),
    ("{ product(sku: SKU) { price @skip(if: true) { marginBand } } }", "marginBand", "zarginBand"),
    ("{ product(sku: SKU) { ...F } } fragment F on Product { price { net { amount } } }", "net", "zet"),
    ("{ product(sku: SKU) { availability { warehouses { quantity } } } }", "warehouses", "zarehouses"),
    ("mutation { correctStock(input: {}) { product { sku } } } # SKU", "correctStock", "zorrectStock"),
    ("query($input: CorrectStockInput) { product(sku: SKU) { sku } }", "CorrectStockInput", "ZorrectStockInput"),
    ("{ product(sku: SKU) { sku } ... on WarehouseStock { quantity } }", "WarehouseStock", "ZarehouseStock"),
    ('{ __type(name: "MarginBand") { name } product(sku: SKU) { sku } }', "MarginBand", "ZarginBand"),
]


def amounts(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        for name, value in found.items():
            yield from [value] if name == "amount" and isinstance(value, str) else amounts(value)
    elif isinstance(found, list):
        for item in found:
            yield from amounts(item)


async def told(house: Asker, who: Person | str, selection: str) -> set[str]:
    query = f'{{ product(sku: "{SKU}") {{ price(quantity: 5) {{ {selection} }} }} }}'
    return set(amounts(await house.data(query, who)))


async def test_no_amount_of_a_dealer_or_of_the_purchase_is_in_the_product_page_of_others(house: Asker) -> None:
    public = await told(house, "dealer", "list { amount } direct { gross { amount } net { amount } }")
    own = await told(house, "dealer", OWN) - public
    secret = own | await told(house, "finance", "cost { amount }")
    assert [amount for amount in own if f'"{amount}"' in (await house.post(PAGE, "dealer")).text]
    for who in ("visitor", "private", "firm", "dealer2", "warehouse", "requester", "content", "service"):
        answer = (await house.post(PAGE, who)).text
        assert f'"sku":"{SKU}"' in answer
        assert not [amount for amount in secret if f'"{amount}"' in answer], who


async def test_the_purchase_price_is_in_no_page_but_that_of_finance(house: Asker) -> None:
    (cost,) = await told(house, "finance", "cost { amount }")
    knowing = [who for who in EVERYBODY if f'"{cost}"' in (await house.post(PAGE, who)).text]
    assert knowing == ["finance"]


async def test_a_warehouse_worker_gets_the_orders_of_his_dealer_without_an_amount(house: Asker) -> None:
    page = await house.stored("MyOrders", "warehouse", {"first": 10})
    assert page["data"]["orders"]["nodes"]
    assert not list(amounts(page["data"]))
    assert "orders.nodes.grossTotal" in page["extensions"]["hidden"]
    assert list(amounts(await house.stored("MyOrders", "dealer", {"first": 10})))


async def test_what_a_warehouse_worker_may_not_see_reads_like_what_is_not_there(house: Asker) -> None:
    for query, hidden, unknown in HIDDEN_AND_UNKNOWN:
        asked = query.replace("SKU", f'"{SKU}"')
        seen = (await house.post({"query": asked}, "warehouse")).text
        not_there = (await house.post({"query": asked.replace(hidden, unknown)}, "warehouse")).text
        assert seen == not_there.replace(unknown, hidden), query


async def test_a_price_of_a_day_to_come_is_no_way_to_an_announcement(house: Asker) -> None:
    query = f'{{ product(sku: "{SKU}") {{ price(day: "2027-01-10") {{ direct {{ gross {{ amount }} }} }} }} }}'
    for who in ("visitor", "firm", "warehouse", "till"):
        answer = await house.ask(query, who)
        assert answer["data"]["product"]["price"] is None, who
        assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT", who
