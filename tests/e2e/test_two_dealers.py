"""Two dealers with equal rights share plans and schemas, never a price, a stock figure or an event."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import Any

import orjson

from gateway.pipeline import Caller, GraphQLRequest
from tests.kit.house import Asker, Person

QUERY = """
{
  a: product(sku: "HW-1001") {
    price(quantity: 5) { net { amount } steps { text } }
    availability { quantity contingents { quantity } }
  }
  b: product(sku: "HW-1004") {
    price(quantity: 5) { net { amount } tiers { fromQuantity net { amount } } }
    availability { quantity }
  }
  company { id name }
}
"""
SUBSCRIPTION = 'subscription { stockChanged(skus: ["HW-1005"]) { product { sku } availability { quantity light } } }'
PAIRS = 500


async def test_five_hundred_concurrent_pairs_of_one_query_never_mix(house: Asker) -> None:
    expected = {who: await house.data(QUERY, who) for who in ("dealer", "dealer2")}
    assert expected["dealer"] != expected["dealer2"]
    assert expected["dealer"]["a"]["price"]["net"] != expected["dealer2"]["a"]["price"]["net"]

    async def ask(who: str) -> None:
        assert await house.data(QUERY, who) == expected[who]

    for _ in range(10):
        await asyncio.gather(*(ask(who) for _ in range(PAIRS // 10) for who in ("dealer", "dealer2")))


async def test_five_hundred_pairs_of_one_subscription_never_mix(house: Asker) -> None:
    pipeline = house.house.gateway.pipeline

    async def first_event(who: str) -> dict[str, Any]:
        caller = Caller({}, await house.token(Person(who)), "request")
        journey = await pipeline.prepare(GraphQLRequest(SUBSCRIPTION, None, None), caller)
        async with aclosing(pipeline.subscribe(journey)) as answers:
            answer = orjson.loads(await anext(answers))
        assert "errors" not in answer
        data: dict[str, Any] = answer["data"]
        return data

    expected = {who: await first_event(who) for who in ("dealer", "dealer2")}
    assert expected["dealer"] != expected["dealer2"], "the contingent of one is not the other's"

    async def listen(who: str) -> None:
        assert await first_event(who) == expected[who]

    for _ in range(10):
        await asyncio.gather(*(listen(who) for _ in range(PAIRS // 10) for who in ("dealer", "dealer2")))
