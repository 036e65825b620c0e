"""Following stock: the present state first, then every change the viewer can see, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLError, GraphQLObjectType, build_schema

from subgraphs.common.app import Context
from subgraphs.common.events import QUEUE_LIMIT
from subgraphs.common.shared_events import SharedEvents
from subgraphs.common.viewer import Viewer
from subgraphs.stock.demo import load_demo
from subgraphs.stock.events import StockMoved, topic
from subgraphs.stock.loaders import Loaders
from subgraphs.stock.rules.availability import SHOWN
from subgraphs.stock.rules.corrections import Correction
from subgraphs.stock.schema import SCHEMA
from subgraphs.stock.service.corrections import correct_stock
from subgraphs.stock.subgraph import SUBGRAPH
from tests.kit.clocks import MovedClock
from tests.kit.subgraphs import SubgraphClient, running

DOCUMENT = """subscription($skus: [ID!]!) { stockChanged(skus: $skus) {
    product { sku } availability { light quantity } at } }"""


def viewer(role: str, company: str | None, *groups: str) -> Viewer:
    return Viewer(
        "x", company=company, claims=frozenset([f"kind:{role}"]), roles=frozenset([role]), groups=frozenset(groups)
    )


DEALER = viewer("dealer", "eisen-vogt", "availability", "exact_stock")
DEALER2 = viewer("dealer", "nordwerk-handel", "availability", "exact_stock")
VISITOR = viewer("visitor", None, "availability")


@asynccontextmanager
async def following(
    stock: SubgraphClient, who: Viewer, *skus: str, document: str = DOCUMENT
) -> AsyncIterator[AsyncIterator[Any]]:
    """The answers to a subscription as they come: the data, or the error raised."""
    context = Context(who, stock.services, Loaders(who, stock.services))
    answers = await SCHEMA.subscribe(document, variable_values={"skus": [*skus]}, context_value=context)

    async def data() -> AsyncIterator[Any]:
        async for answer in answers:
            if answer.errors:
                raise answer.errors[0]
            yield answer.data["stockChanged"]

    try:
        yield data()
    finally:
        await answers.aclose()


async def state(changes: AsyncIterator[Any]) -> tuple[str, str, int]:
    change = await anext(changes)
    return change["product"]["sku"], change["availability"]["light"], change["availability"]["quantity"]


async def moved(stock: SubgraphClient, sku: str, difference: int, warehouse: str = "DE-N") -> None:
    correction = Correction(sku, warehouse, difference, "counted")
    key = f"{sku} {warehouse} {difference}"
    assert await correct_stock(stock.services, "user:logistics", key, correction) is None


async def test_the_present_state_of_each_article_comes_first_and_then_each_change(stock: SubgraphClient) -> None:
    async with following(stock, DEALER, "HW-1003", "HW-1005") as changes:
        assert [await state(changes), await state(changes)] == [("HW-1003", "GREEN", 10), ("HW-1005", "GREEN", 48)]
        await moved(stock, "HW-1005", 2)
        assert await state(changes) == ("HW-1005", "GREEN", 50)
        await moved(stock, "HW-1003", -8)
        assert await state(changes) == ("HW-1003", "GREEN", 2)


async def test_nothing_is_lost_between_the_first_state_and_the_first_change(stock: SubgraphClient) -> None:
    async with following(stock, DEALER, "HW-1003") as changes:
        await state(changes)
        for difference in (1, 2, 4):
            await moved(stock, "HW-1003", difference)
        while await state(changes) != ("HW-1003", "GREEN", 17):
            pass


async def test_an_article_is_followed_once_and_one_that_is_not_kept_says_so(stock: SubgraphClient) -> None:
    async with following(stock, DEALER, "HW-unknown", "HW-1003", "HW-1003") as changes:
        assert (await anext(changes))["availability"] is None
        assert await state(changes) == ("HW-1003", "GREEN", 10)
        await moved(stock, "HW-1003", 1)
        assert await state(changes) == ("HW-1003", "GREEN", 11)


async def test_who_sees_only_the_light_hears_only_of_the_light(stock: SubgraphClient) -> None:
    """Ten pieces go in three steps; a visitor learns no more than that they are gone."""
    async with following(stock, VISITOR, "HW-1003") as changes:
        assert (await state(changes))[1] == "GREEN"
        for difference, warehouse in ((-3, "DE-N"), (-5, "DE-N"), (-2, "AT")):
            await moved(stock, "HW-1003", difference, warehouse)
        assert (await state(changes))[1] == "YELLOW"


async def test_a_change_in_anothers_contingent_is_no_news(stock: SubgraphClient) -> None:
    table = topic("HW-1005")
    async with following(stock, DEALER2, "HW-1005") as changes:
        assert await state(changes) == ("HW-1005", "RED", 0)
        stock.services.events.publish(table, StockMoved("HW-1005", stock.services.clock.now()))
        await moved(stock, "HW-1005", 1)
        assert await state(changes) == ("HW-1005", "GREEN", 1)


async def test_who_falls_too_far_behind_is_told_to_begin_again(stock: SubgraphClient) -> None:
    async with following(stock, DEALER, "HW-1003") as changes:
        await state(changes)
        waiting = asyncio.ensure_future(anext(changes))
        await asyncio.sleep(0)
        for _ in range(QUEUE_LIMIT + 2):
            stock.services.events.publish(topic("HW-1003"), StockMoved("HW-1003", stock.services.clock.now()))
        with pytest.raises(GraphQLError, match="subscribe again") as lagged:
            await waiting
        assert lagged.value.extensions == {"code": "SUBSCRIPTION_LAGGED"}


@pytest.mark.parametrize("count", [0, 101])
async def test_no_more_than_a_hundred_articles_are_followed(stock: SubgraphClient, count: int) -> None:
    async with following(stock, DEALER, *(f"HW-{number}" for number in range(count))) as changes:
        with pytest.raises(GraphQLError, match="1 to 100 articles"):
            await anext(changes)


async def test_leaving_ends_the_listening(stock: SubgraphClient) -> None:
    async with following(stock, DEALER, "HW-1003") as changes:
        await state(changes)
        assert stock.services.events._listeners
    assert not stock.services.events._listeners


async def test_a_correction_made_in_another_process_is_heard_here(database_url: str, redis_server: str) -> None:
    here, there = (SharedEvents(redis_server, "stock", StockMoved) for _ in range(2))
    async with (
        running(SUBGRAPH, database_url, events=here) as ours,
        running(SUBGRAPH, database_url, events=there) as theirs,
        asyncio.timeout(30),
    ):
        await asyncio.gather(here.subscribed(), there.subscribed())
        await load_demo(ours.services, Path("werktor/demo/stock"), [])
        async with following(ours, DEALER, "HW-1003") as changes:
            assert await state(changes) == ("HW-1003", "GREEN", 10)
            await moved(theirs, "HW-1003", 3)
            assert await state(changes) == ("HW-1003", "GREEN", 13)


async def test_whoever_follows_an_article_hears_when_a_contingent_of_others_has_ended(database_url: str) -> None:
    """It lasts to the end of tomorrow; then its 25 pieces are free, though nobody has moved any."""
    clock = MovedClock(datetime(2026, 11, 24, 11, tzinfo=UTC))
    async with running(SUBGRAPH, database_url, clock=clock) as stock, asyncio.timeout(30):
        await load_demo(stock.services, Path("werktor/demo/stock"), [])
        async with following(stock, DEALER, "HW-1006") as changes:
            assert await state(changes) == ("HW-1006", "GREEN", 3)
            clock.advance(days=2)
            await moved(stock, "HW-1003", 1)
            assert await state(changes) == ("HW-1006", "GREEN", 28)


async def test_who_sees_a_group_of_fields_in_part_hears_of_the_fields_he_asks_for(stock: SubgraphClient) -> None:
    """The gateway names groups seen whole alone, and lets none but visible fields through."""
    asked = "... on Availability { warehouses { quantity } }"
    document = DOCUMENT.replace("light quantity", asked)
    async with following(stock, VISITOR, "HW-1003", document=document) as changes, asyncio.timeout(20):
        before = (await anext(changes))["availability"]["warehouses"]
        await moved(stock, "HW-1003", 2)
        assert (await anext(changes))["availability"]["warehouses"] != before


async def test_who_may_see_the_warehouses_alone_hears_nothing_of_what_lies_there(stock: SubgraphClient) -> None:
    document = DOCUMENT.replace("light quantity", "light warehouses { warehouse { code } }")
    async with following(stock, VISITOR, "HW-1003", document=document) as changes, asyncio.timeout(20):
        assert (await anext(changes))["availability"]["light"] == "GREEN"
        for difference, warehouse in ((-3, "DE-N"), (-5, "DE-N"), (-2, "AT")):
            await moved(stock, "HW-1003", difference, warehouse)
        assert (await anext(changes))["availability"]["light"] == "YELLOW"


def test_every_field_of_an_availability_is_compared_but_how_old_it_is() -> None:
    told = build_schema(SCHEMA.as_str(), assume_valid=True).type_map["Availability"]
    assert isinstance(told, GraphQLObjectType)
    assert set(told.fields) - {"light", "stale", "asOf"} == {path.split(".")[0] for path in SHOWN}
