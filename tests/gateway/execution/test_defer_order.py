"""When each part of an answer is told: as its subgraphs answer, after what it stands in, and to nobody who has left."""

from __future__ import annotations

import asyncio

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World
from tests.kit.held import Gates
from tests.kit.part_by_part import asked, is_told_whole
from tests.kit.shop_federation import catalogue


async def test_each_object_of_a_list_has_a_part_of_its_own() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices")
    async with asked(shop, '{ products(first: 2) { sku ... @defer(label: "late") { cost: price } } }') as parts:
        assert await parts.next() == {
            "data": {"products": [{"sku": "p1"}, {"sku": "p2"}]},
            "pending": [
                {"id": "0", "path": ["products", 0], "label": "late"},
                {"id": "1", "path": ["products", 1], "label": "late"},
            ],
            "hasNext": True,
        }
        gates.open("prices")
        assert await parts.next() == {
            "incremental": [{"id": "0", "data": {"cost": 100}}, {"id": "1", "data": {"cost": 400}}],
            "completed": [{"id": "0"}, {"id": "1"}],
            "hasNext": False,
        }


async def test_parts_come_in_the_order_of_their_subgraphs_not_of_the_document() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices", "reviews")
    query = """{ products(first: 1) {
      ... @defer(label: "first") { price } ... @defer(label: "second") { reviews { body } }
    } }"""
    async with asked(shop, query) as parts:
        assert [one["label"] for one in (await parts.next())["pending"]] == ["first", "second"]
        gates.open("reviews")
        reviews = [{"body": "strong"}, {"body": "loud"}]
        assert await parts.next() == {
            "incremental": [{"id": "1", "data": {"reviews": reviews}}],
            "completed": [{"id": "1"}],
            "hasNext": True,
        }
        gates.open("prices")
        assert (await parts.next())["incremental"] == [{"id": "0", "data": {"price": 100}}]


async def test_a_defer_inside_another_is_announced_when_that_is_complete() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices", "reviews")
    query = '{ products(first: 1) { ... @defer(label: "out") { price ... @defer(label: "in") { reviews { body } } } } }'
    async with asked(shop, query) as parts:
        assert [one["label"] for one in (await parts.next())["pending"]] == ["out"]
        gates.open("prices")
        assert await parts.next() == {
            "incremental": [{"id": "0", "data": {"price": 100}}],
            "pending": [{"id": "1", "path": ["products", 0], "label": "in"}],
            "completed": [{"id": "0"}],
            "hasNext": True,
        }
        gates.open("reviews")
        assert (await parts.next())["completed"] == [{"id": "1"}]


async def test_the_inner_defer_waits_for_the_outer_though_it_could_be_told() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices", "reviews")
    query = '{ products(first: 1) { ... @defer(label: "out") { price ... @defer(label: "in") { reviews { body } } } } }'
    async with asked(shop, query) as parts:
        await parts.next()
        gates.open("reviews")
        await gates["reviews"].answered.wait()
        gates.open("prices")
        told = await parts.next()
        assert told["incremental"][0] == {"id": "0", "data": {"price": 100}}


async def test_a_defer_that_holds_nothing_of_its_own_is_not_announced() -> None:
    shop = catalogue()
    Gates(shop, "prices")
    query = '{ products(first: 1) { ... @defer(label: "out") { ... @defer(label: "in") { price } } } }'
    async with asked(shop, query) as parts:
        assert [one["label"] for one in (await parts.next())["pending"]] == ["in"]


MEDIA = """
type Query { media: [Media!]! }
type Media @interfaceObject @key(fields: "id") { id: ID!  title: String }
"""
BOOKS = """
interface Media @key(fields: "id") { id: ID! }
type Book implements Media @key(fields: "id") { id: ID!  pages: Int }
"""
SHELVES = """
type Book @key(fields: "id") { id: ID!  shelf: Int }
"""


async def test_nothing_of_an_object_is_told_before_it_is_known_what_it_is() -> None:
    book = {"__typename": "Book", "id": "1", "title": "Saws", "pages": 7, "shelf": 3}
    house = Federation(
        World(roots={"Query.media": lambda: [book]}, entities={"Media": [book], "Book": [book]}),
        media=MEDIA,
        books=BOOKS,
        shelves=SHELVES,
    )
    assert is_told_whole(house, "{ media { title ... @defer { __typename } } }")
    gates = Gates(house, "shelves")
    async with asked(house, "{ media { title ... on Book @defer { pages shelf } } }") as parts:
        assert (await parts.next())["data"] == {"media": [{"title": "Saws"}]}
        gates.open("shelves")
        assert (await parts.next())["incremental"] == [{"id": "0", "data": {"pages": 7, "shelf": 3}}]


async def test_whoever_stops_listening_ends_the_fetches() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices")
    async with asked(shop, "{ products(first: 1) { sku ... @defer { price } } }") as parts:
        await parts.next()
        await gates["prices"].asked.wait()
        assert not gates["prices"].ended.is_set()
    assert gates["prices"].ended.is_set()


async def test_the_first_part_waits_for_no_deferred_fetch_even_when_that_was_sent_first() -> None:
    """`me` is deferred and asked for at the same time as the products."""
    shop = catalogue()
    gates = Gates(shop, "users", "products")
    async with asked(shop, "{ ... @defer { me { email } } products(first: 1) { sku } }") as parts:
        first = asyncio.create_task(parts.next())
        await gates["users"].asked.wait()
        await gates["products"].asked.wait()
        gates.open("products")
        assert (await first)["data"] == {"products": [{"sku": "p1"}]}
