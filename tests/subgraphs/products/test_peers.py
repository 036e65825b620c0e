"""What products tells orders: the articles behind numbers, and what ordering one goes by."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kit.signing import DEALER
from tests.kit.subgraphs import SubgraphClient

NAMED = "query($numbers: [String!]!) { articlesNamed(numbers: $numbers) { number sku pieces } }"
ORDERED = """query($skus: [ID!]!, $deliverTo: String!) { articles(skus: $skus, deliverTo: $deliverTo) {
    sku orderUnit orderContent priceContent priceQuantity priceUnit minimum step discontinued successor channel
    delivered names { language text } } }"""


async def named(products: SubgraphClient, *numbers: str) -> list[dict[str, Any]]:
    data = await products.data(NAMED, DEALER, {"numbers": list(numbers)}, service="orders")
    found: list[dict[str, Any]] = data["articlesNamed"]
    return found


async def ordered(
    products: SubgraphClient, *skus: str, deliver_to: str = "DE", country: str = "DE"
) -> list[dict[str, Any]]:
    variables = {"skus": list(skus), "deliverTo": deliver_to}
    data = await products.data(ORDERED, DEALER | {"country": country}, variables, service="orders")
    found: list[dict[str, Any]] = data["articles"]
    return found


async def test_numbers_and_codes_name_articles_and_what_names_none_is_left_out(products: SubgraphClient) -> None:
    found = await named(products, " hw-1001", "4006381333931", "HW-0000", "04006381333948", "HW-4003", "123", "")
    assert found == [
        {"number": " hw-1001", "sku": "HW-1001", "pieces": None},
        {"number": "4006381333931", "sku": "HW-1001", "pieces": 1},
        {"number": "04006381333948", "sku": "HW-4003", "pieces": 10},
        {"number": "HW-4003", "sku": "HW-4003", "pieces": None},
    ]


async def test_a_number_asked_for_twice_is_told_once(products: SubgraphClient) -> None:
    assert [article["number"] for article in await named(products, "hw-1001", "HW-1001", "hw-1001")] == [
        "hw-1001",
        "HW-1001",
    ]


async def test_an_article_tells_its_units_quantities_and_names(products: SubgraphClient) -> None:
    assert await ordered(products, "HW-4003", "HW-0000") == [
        {
            "sku": "HW-4003",
            "orderUnit": "BX",
            "orderContent": 10,
            "priceContent": 1,
            "priceQuantity": 100,
            "priceUnit": "C62",
            "minimum": 20,
            "step": 10,
            "discontinued": False,
            "successor": None,
            "channel": "both",
            "delivered": True,
            "names": [{"language": "de", "text": "Bits 10 Stück"}, {"language": "en", "text": "Bits, 10 pieces"}],
        }
    ]


async def test_articles_come_in_the_order_asked_for_with_their_successors(products: SubgraphClient) -> None:
    found = await ordered(products, "HW-1009", "HW-1008", "HW-1009")
    assert [(article["sku"], article["discontinued"], article["successor"]) for article in found] == [
        ("HW-1009", False, None),
        ("HW-1008", True, "HW-1009"),
    ]


@pytest.mark.parametrize(
    ("country", "deliver_to", "channel", "delivered"),
    [
        ("DE", "DE", "dealers_only", True),
        ("DE", "AT", "dealers_only", False),
        ("AT", "DE", "dealers_only", True),
        ("CH", "DE", "on_enquiry", True),
        ("DE", "CH", "dealers_only", False),
    ],
)
async def test_the_buyers_country_tells_the_channel_and_the_ship_to_whether_it_is_delivered(
    products: SubgraphClient, country: str, deliver_to: str, channel: str, delivered: bool
) -> None:
    (article,) = await ordered(products, "HW-1010", country=country, deliver_to=deliver_to)
    assert (article["channel"], article["delivered"]) == (channel, delivered)


async def test_more_than_five_hundred_are_not_asked_for_at_once(products: SubgraphClient) -> None:
    numbers = [f"HW-{number}" for number in range(501)]
    answer = await products.answer(NAMED, DEALER, {"numbers": numbers}, service="orders")
    assert answer["errors"][0]["message"] == "Argument 'numbers' has 501 entries; ask for 500 at most."
    answer = await products.answer(ORDERED, DEALER, {"skus": numbers, "deliverTo": "DE"}, service="orders")
    assert answer["errors"][0]["message"] == "Argument 'skus' has 501 entries; ask for 500 at most."


async def test_statements_do_not_grow_with_what_is_asked_for(products: SubgraphClient) -> None:
    numbers = ["4006381333931", "4006381333948", *(f"HW-{number}" for number in range(1000, 1498))]
    for asked, statements in ((numbers[:1], 4), (numbers, 4)):
        products.statements.clear()
        assert await named(products, *asked)
        assert len(products.statements) == statements
    for skus in (numbers[3:4], numbers):
        products.statements.clear()
        assert await ordered(products, *skus)
        assert len(products.statements) == 4


@pytest.mark.parametrize(
    ("query", "variables"), [(NAMED, {"numbers": ["HW-1001"]}), (ORDERED, {"skus": ["HW-1001"], "deliverTo": "DE"})]
)
async def test_only_orders_may_ask(products: SubgraphClient, query: str, variables: dict[str, Any]) -> None:
    for service in (None, "stock"):
        products.statements.clear()
        answer = await products.answer(query, DEALER, variables, service=service)
        assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
        assert not answer.get("data")
        assert not products.statements
