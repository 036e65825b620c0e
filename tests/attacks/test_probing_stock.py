"""Whoever may not see numbers learns none by asking for ever more pieces (DOMAIN 3)."""

from __future__ import annotations

from typing import Any

from tests.kit.house import Asker

PLENTY, NONE = "HW-1001", "HW-1005"
BEYOND = (21, 100, 1_000, 100_000)
PROMISED = "light promise { date onEnquiry }"
SUBSCRIPTION = {
    "query": 'subscription { stockChanged(skus: ["HW-1005"]) { availability { quantity } } }',
}


async def probed(house: Asker, who: str, sku: str, quantities: tuple[int, ...], told: str = PROMISED) -> list[Any]:
    asked = " ".join(f"of{quantity}: availability(quantity: {quantity}) {{ {told} }}" for quantity in quantities)
    product = (await house.data(f'{{ product(sku: "{sku}") {{ {asked} }} }}', who))["product"]
    return [product[f"of{quantity}"] for quantity in quantities]


async def test_beyond_twenty_pieces_plenty_and_nothing_read_the_same(house: Asker) -> None:
    unsaid = {"light": None, "promise": {"date": None, "onEnquiry": True}}
    for who in ("private", "firm", "partner", "service"):
        assert await probed(house, who, PLENTY, BEYOND) == [unsaid] * len(BEYOND), who
        assert await probed(house, who, NONE, BEYOND) == [unsaid] * len(BEYOND), who
        assert await probed(house, who, PLENTY, (20,)) != await probed(house, who, NONE, (20,)), who


async def test_whoever_sees_the_light_alone_cannot_count_by_it(house: Asker) -> None:
    for who in ("visitor", "content", "finance", "admin"):
        assert await probed(house, who, PLENTY, BEYOND, "light") == [{"light": None}] * len(BEYOND), who


async def test_a_dealer_who_sees_the_quantity_is_told_for_any(house: Asker) -> None:
    assert all(answer["light"] for answer in await probed(house, "dealer", PLENTY, BEYOND))


async def test_an_event_carries_no_number_to_those_who_see_none(house: Asker) -> None:
    for who in ("visitor", "firm", "partner", "service", "accountant"):
        refused = (await house.post(SUBSCRIPTION, who, {"accept": "text/event-stream"})).text
        assert "GRAPHQL_VALIDATION_FAILED" in refused, who
        assert '"data"' not in refused, who
