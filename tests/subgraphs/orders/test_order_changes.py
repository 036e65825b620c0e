"""Following orders: every change the viewer may see, from the moment the answer is there, and nobody else's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from graphql import GraphQLError

from subgraphs.common.app import Context
from subgraphs.common.events import QUEUE_LIMIT
from subgraphs.common.viewer import viewer_of
from subgraphs.orders.events import OrderMoved, topic
from subgraphs.orders.loaders import Loaders
from subgraphs.orders.schema import SCHEMA
from tests.kit.placing import BUYER, COLLEAGUE, FIRM, LOGISTICS, REQUESTER, fill, pick, place, placed, requested, ship
from tests.kit.placing_peers import PlacingPeers
from tests.kit.subgraphs import SubgraphClient

DOCUMENT = "subscription { orderChanged { at order { number state lines { state shippedQuantity } } } }"


@asynccontextmanager
async def following(desk: SubgraphClient, who: Mapping[str, Any]) -> AsyncIterator[AsyncIterator[Any]]:
    """The changes after the first answer as they come; the error raised."""
    viewer = viewer_of(who)
    context = Context(viewer, desk.services, Loaders(viewer, desk.services))
    answers = await SCHEMA.subscribe(DOCUMENT, context_value=context)

    async def data() -> AsyncIterator[Any]:
        async for answer in answers:
            if answer.errors:
                raise answer.errors[0]
            yield answer.data["orderChanged"]

    try:
        changes = data()
        assert (await anext(changes))["order"] is None
        yield changes
    finally:
        await answers.aclose()


async def told(changes: AsyncIterator[Any]) -> tuple[str, str]:
    async with asyncio.timeout(20):
        order = (await anext(changes))["order"]
    return order["number"], order["state"]


async def test_an_order_is_told_when_it_stands_and_with_each_change(desk: SubgraphClient, world: PlacingPeers) -> None:
    async with following(desk, COLLEAGUE) as changes:
        number = (await placed(desk, {"DRILL": 2}))["number"]
        assert await told(changes) == (number, "CONFIRMED")
        await pick(desk, number)
        assert (await anext(changes))["order"]["lines"] == [{"state": "PICKING", "shippedQuantity": 0}]
        await ship(desk, number, {1: 1})
        change = await anext(changes)
        assert change["order"]["state"] == "PART_SHIPPED"
        assert change["order"]["lines"] == [{"state": "PART_SHIPPED", "shippedQuantity": 1}]


async def test_nothing_is_lost_once_the_subscription_has_answered(desk: SubgraphClient) -> None:
    async with following(desk, BUYER) as changes:
        numbers = [(await placed(desk, {"DRILL": 1}))["number"] for _ in range(3)]
        assert [(await told(changes))[0] for _ in numbers] == numbers


async def test_what_comes_to_nothing_is_never_told(desk: SubgraphClient, world: PlacingPeers) -> None:
    world.lying["SAW"] = 0
    async with following(desk, BUYER) as changes:
        refused = await place(desk, (await fill(desk, {"SAW": 1})).input())
        assert refused["order"] is None
        number = (await placed(desk, {"DRILL": 1}, COLLEAGUE))["number"]
        assert await told(changes) == (number, "CONFIRMED")


async def test_each_hears_only_of_the_orders_he_sees(desk: SubgraphClient) -> None:
    async with following(desk, REQUESTER) as own, following(desk, FIRM) as others:
        await placed(desk, {"DRILL": 1}, BUYER)
        theirs = (await placed(desk, {"DRILL": 1}, FIRM))["number"]
        mine = (await requested(desk, {"DRILL": 1}, REQUESTER))["number"]
        assert await told(own) == (mine, "AWAITING")
        assert await told(others) == (theirs, "CONFIRMED")


async def test_staff_who_look_at_no_customer_listen_to_nothing(desk: SubgraphClient) -> None:
    async with following(desk, LOGISTICS):
        assert not desk.services.events._listeners


async def test_who_falls_too_far_behind_is_told_to_begin_again(desk: SubgraphClient) -> None:
    async with following(desk, BUYER) as changes:
        for _ in range(QUEUE_LIMIT + 2):
            event = OrderMoved("100500", "eisen-vogt", desk.services.clock.now())
            desk.services.events.publish(topic("eisen-vogt"), event)
        with pytest.raises(GraphQLError, match="subscribe again") as lagged:
            await anext(changes)
        assert lagged.value.extensions == {"code": "SUBSCRIPTION_LAGGED"}


async def test_leaving_ends_the_listening(desk: SubgraphClient) -> None:
    async with following(desk, BUYER):
        assert desk.services.events._listeners
    assert not desk.services.events._listeners
