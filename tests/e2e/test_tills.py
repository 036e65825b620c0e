"""What a till of the demo world shows."""

from __future__ import annotations

from tests.kit.house import Asker

PRICE = '{ product(sku: "HW-1001") { price { net { amount } tiers { fromQuantity } } } }'


async def test_a_till_shows_prices_only_where_its_dealer_allows_it(house: Asker) -> None:
    refused = await house.ask(PRICE, "till")
    assert [error["extensions"]["code"] for error in refused["errors"]] == ["GRAPHQL_VALIDATION_FAILED"] * 2
    shown = await house.data(PRICE, "till2")
    assert shown["product"]["price"] == {"net": {"amount": "54.56"}, "tiers": [{"fromQuantity": 1}]}


async def test_no_till_shows_how_a_price_came_about(house: Asker) -> None:
    for till in ("till", "till2"):
        answer = await house.ask('{ product(sku: "HW-1001") { price { steps { text } } } }', till)
        assert "data" not in answer
        assert answer["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
