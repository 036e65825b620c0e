"""Which part of an answer is told when, and what a part says (GraphQL incremental delivery, draft of 2026-04)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from gateway.execution import compile_plan
from gateway.model.request import Answer
from gateway.model.transport import SubgraphAnswer
from gateway.operations.standing import MOST_DEFERRALS
from gateway.planning import plan
from gateway.serving.incremental import CURRENT, part_members
from tests.kit.deferring import parts_of
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World
from tests.kit.shop_federation import catalogue
from tests.kit.visible_parts import without

Part = dict[str, Any]


class Gates:
    """Holds the subgraphs of a federation until they are opened."""

    def __init__(self, shop: Federation, *closed: str) -> None:
        self._open = {name: asyncio.Event() for name in closed}
        self.asked = {name: asyncio.Event() for name in closed}
        self.ended = {name: asyncio.Event() for name in closed}
        for name in closed:
            shop.subgraphs[name].before = lambda _, name=name: self._pass(name)

    def open(self, *names: str) -> None:
        for name in names:
            self._open[name].set()

    async def _pass(self, name: str) -> None:
        self.asked[name].set()
        try:
            await self._open[name].wait()
        finally:
            self.ended[name].set()


class Parts:
    """The parts of one answer, asked for one by one, each as clients read it."""

    def __init__(self, told: Any) -> None:
        self._told = told

    async def next(self) -> Part:
        async with asyncio.timeout(5):
            part = await anext(self._told)
        found = part_members(part, CURRENT)
        assert found is not None
        return found

    async def close(self) -> None:
        await self._told.aclose()


@asynccontextmanager
async def asked(shop: Federation, query: str, visible: Any = None, **variables: Any) -> AsyncIterator[Parts]:
    told = parts_of(shop, query, variables, visible=visible)
    assert told is not None, "it is told whole"
    parts = Parts(told)
    try:
        yield parts
    finally:
        await parts.close()
        shop.expect_no_violations()


def is_told_whole(shop: Federation, query: str, **variables: Any) -> bool:
    return parts_of(shop, query, variables) is None


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
        await gates.ended["reviews"].wait()
        gates.open("prices")
        told = await parts.next()
        assert told["incremental"][0] == {"id": "0", "data": {"price": 100}}


async def test_a_defer_that_holds_nothing_of_its_own_is_not_announced() -> None:
    shop = catalogue()
    Gates(shop, "prices")
    query = '{ products(first: 1) { ... @defer(label: "out") { ... @defer(label: "in") { price } } } }'
    async with asked(shop, query) as parts:
        assert [one["label"] for one in (await parts.next())["pending"]] == ["in"]


async def test_what_an_inner_defer_asks_too_is_told_with_the_outer_in_one_piece() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices", "reviews")
    query = "{ products(first: 1) { ... @defer { list price ... @defer { price reviews { body } } } } }"
    async with asked(shop, query) as parts:
        await parts.next()
        gates.open("prices")
        assert (await parts.next())["incremental"] == [{"id": "0", "data": {"list": 100, "price": 100}}]
        gates.open("reviews")
        reviews = [{"body": "strong"}, {"body": "loud"}]
        assert (await parts.next())["incremental"] == [{"id": "1", "data": {"reviews": reviews}}]


async def test_what_is_asked_at_once_too_is_told_at_once_and_only_then() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices")
    query = """{ products(first: 1) {
      units { base } ...Late @defer
    } }
    fragment Late on Product { units { base content } price }"""
    async with asked(shop, query) as parts:
        assert (await parts.next())["data"] == {"products": [{"units": {"base": "C62"}}]}
        gates.open("prices")
        assert (await parts.next())["incremental"] == [
            {"id": "0", "data": {"price": 100}},
            {"id": "0", "subPath": ["units"], "data": {"content": 1}},
        ]


async def test_what_two_defers_hold_is_told_with_the_first_under_the_longest_path() -> None:
    shop = catalogue()
    gates = Gates(shop, "users", "prices")
    query = """{
      ... @defer(label: "far") { products(first: 1) { kind } me { email } }
      products(first: 1) { sku ... @defer(label: "near") { kind price } }
    }"""
    async with asked(shop, query) as parts:
        first = await parts.next()
        assert first["data"] == {"products": [{"sku": "p1"}]}
        ids = {one["label"]: one["id"] for one in first["pending"]}
        gates.open("users")
        assert await parts.next() == {
            "incremental": [
                {"id": ids["far"], "data": {"me": {"email": "ada@example.test"}}},
                {"id": ids["near"], "data": {"kind": "POWER_TOOL"}},
            ],
            "completed": [{"id": ids["far"]}],
            "hasNext": True,
        }
        gates.open("prices")
        assert await parts.next() == {
            "incremental": [{"id": ids["near"], "data": {"price": 100}}],
            "completed": [{"id": ids["near"]}],
            "hasNext": False,
        }


async def test_a_part_whose_null_has_no_place_is_lost_alone() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices", "reviews")
    shop.subgraphs["prices"].broken = ConnectionError("down")
    query = """{ products(first: 1) {
      sku ... @defer(label: "lost") { list price } ... @defer(label: "kept") { reviews { body } }
    } }"""
    async with asked(shop, query) as parts:
        await parts.next()
        gates.open("prices")
        told = await parts.next()
        assert "incremental" not in told
        ((lost,), is_last) = told["completed"], told["hasNext"]
        assert (lost["id"], is_last) == ("0", True)
        assert lost["errors"][0]["path"] == ["products"]
        gates.open("reviews")
        told = await parts.next()
        assert told["completed"] == [{"id": "1"}]
        assert told["incremental"][0]["data"]["reviews"] == [{"body": "strong"}, {"body": "loud"}]


async def test_what_stands_in_a_lost_part_is_never_announced() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices", "reviews")
    shop.subgraphs["prices"].broken = ConnectionError("down")
    query = "{ products(first: 1) { sku ... @defer { list ... @defer { reviews { body } } } } }"
    async with asked(shop, query) as parts:
        await parts.next()
        gates.open("prices")
        told = await parts.next()
        assert (told["hasNext"], "pending" in told) == (False, False)


async def test_an_error_of_what_is_deferred_is_told_with_it_though_it_was_known_before() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices")
    error = {"message": "no", "path": ["products", 0, "kind"], "extensions": {"code": "NOT_FOUND"}}
    product = {"sku": "p1", "kind": None, "units": {"factor": {"value": 1}}}
    shop.subgraphs["products"].broken = SubgraphAnswer(
        200, msgspec.json.encode({"data": {"products": [product]}, "errors": [error]})
    )
    async with asked(shop, "{ products(first: 1) { sku ... @defer { kind price } } }") as parts:
        assert "errors" not in await parts.next()
        gates.open("prices")
        (told,) = (await parts.next())["incremental"]
        assert told["data"] == {"kind": None, "price": 100}
        assert [one["path"] for one in told["errors"]] == [["products", 0, "kind"]]


async def test_a_failed_fetch_is_told_once_and_where_it_matters() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices", "reviews")
    shop.subgraphs["reviews"].broken = ConnectionError("down")
    query = "{ products(first: 2) { sku ... @defer { list } ... @defer { reviews { body } } } }"
    async with asked(shop, query) as parts:
        assert "errors" not in await parts.next()
        gates.open("reviews")
        told = await parts.next()
        assert [one["data"] for one in told["incremental"]] == [{"reviews": None}] * 2
        assert [one["path"] for part in told["incremental"] for one in part.get("errors", ())] == [["products"]]
        gates.open("prices")
        assert "errors" not in str(await parts.next())


async def test_a_condition_decides_for_each_request() -> None:
    shop = catalogue()
    query = (
        "query($d: Boolean!, $i: Boolean!) { products(first: 1) { sku ... @defer(if: $d) @include(if: $i) { price } } }"
    )
    assert is_told_whole(shop, query, d=False, i=True)
    assert is_told_whole(shop, query, d=True, i=False)
    Gates(shop, "prices")
    async with asked(shop, query, d=True, i=True) as parts:
        assert len((await parts.next())["pending"]) == 1


async def test_an_absent_condition_defers() -> None:
    """The argument has a default, so a variable without a value leaves it at that."""
    shop = catalogue()
    Gates(shop, "prices")
    async with asked(shop, "query($d: Boolean) { products(first: 1) { sku ... @defer(if: $d) { price } } }") as parts:
        assert (await parts.next())["hasNext"]


@pytest.mark.parametrize(
    "query",
    [
        "{ products(first: 1) { sku ... @defer { name } } }",
        "{ products(first: 1) { price ... @defer { price } } }",
        "{ products(first: 1) { list ... @defer { price } } }",
        "{ products(first: 1) { rating ... @defer { price } } }",
        "{ products(first: 1) { sku ... @defer(if: false) { price } } }",
        "{ __typename ... @defer { __schema { queryType { name } } } }",
        "{ products(first: 1) { ...F @defer ...F } } fragment F on Product { price }",
        "{ products(first: 1) { ...F ...F @defer } } fragment F on Product { price }",
    ],
)
def test_what_comes_no_later_is_not_deferred(query: str) -> None:
    """In one request with what is asked at once, before it, or known without asking."""
    assert is_told_whole(catalogue(), query)


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


async def test_introspection_may_stand_beside_what_is_deferred() -> None:
    shop = catalogue()
    gates = Gates(shop, "users")
    query = "{ ... @defer { me { email } __schema { ... @defer { queryType { name } } } } products(first: 1) { sku } }"
    async with asked(shop, query) as parts:
        assert (await parts.next())["data"] == {"products": [{"sku": "p1"}]}
        gates.open("users")
        (told,) = (await parts.next())["incremental"]
        assert told["data"]["__schema"] == {"queryType": {"name": "Query"}}


async def test_what_is_hidden_is_neither_fetched_nor_told() -> None:
    shop = catalogue()
    gates = Gates(shop, "reviews")
    visible = without(shop.supergraph.public_schema, "Product.price")
    query = "{ products(first: 1) { sku ... @defer { price reviews { body } } } }"
    async with asked(shop, query, visible) as parts:
        await parts.next()
        gates.open("reviews")
        (told,) = (await parts.next())["incremental"]
        assert told["data"] == {"price": None, "reviews": [{"body": "strong"}, {"body": "loud"}]}
    assert "prices" not in shop.asked()


async def test_an_object_that_is_null_has_no_parts() -> None:
    shop = catalogue()
    told = parts_of(shop, '{ product(sku: "none") { sku ... @defer { price } } }')
    assert told is not None
    assert [one async for one in told] == [Answer({"product": None})]


async def test_an_answer_that_is_all_there_when_its_first_part_is_due_is_told_whole() -> None:
    told = parts_of(catalogue(), "{ products(first: 1) { sku ... @defer { price } } }")
    assert told is not None
    assert [one async for one in told] == [Answer({"products": [{"sku": "p1", "price": 100}]})]


async def test_whoever_stops_listening_ends_the_fetches() -> None:
    shop = catalogue()
    gates = Gates(shop, "prices")
    async with asked(shop, "{ products(first: 1) { sku ... @defer { price } } }") as parts:
        await parts.next()
        await gates.asked["prices"].wait()
        assert not gates.ended["prices"].is_set()
    assert gates.ended["prices"].is_set()


async def test_the_first_part_waits_for_no_deferred_fetch_even_when_that_was_sent_first() -> None:
    """`me` is deferred and asked for at the same time as the products."""
    shop = catalogue()
    gates = Gates(shop, "users", "products")
    async with asked(shop, "{ ... @defer { me { email } } products(first: 1) { sku } }") as parts:
        first = asyncio.create_task(parts.next())
        await gates.asked["users"].wait()
        await gates.asked["products"].wait()
        gates.open("products")
        assert (await first)["data"] == {"products": [{"sku": "p1"}]}


def test_a_defer_changes_neither_the_normal_form_nor_the_plan() -> None:
    shop = catalogue()
    late = shop.normalized("{ products { sku ... @defer { price units { base } } units { content } } }")
    plain = shop.normalized("{ products { sku ... { price units { base } } units { content } } }")
    assert late == plain
    assert hash(late) == hash(plain)
    assert plan(shop.supergraph, late).fetches == plan(shop.supergraph, plain).fetches
    assert late.deferrals
    assert not plain.deferrals


def test_fragments_that_defer_each_other_are_no_way_to_keep_the_gateway_busy() -> None:
    """Each level would double the deferrals of the one before."""
    levels = "".join(
        f"fragment F{n} on Product {{ ...F{n + 1} @defer ... @defer {{ ...F{n + 1} }} }} " for n in range(40)
    )
    shop = catalogue()
    operation = shop.normalized(f"{{ products {{ ...F0 }} }} {levels} fragment F40 on Product {{ sku }}")
    assert len(operation.deferrals) == MOST_DEFERRALS


async def test_the_fast_executor_never_sees_a_defer() -> None:
    shop = catalogue()
    operation = shop.normalized("{ products(first: 1) { sku ... @defer { price } } }")
    executable = compile_plan(plan(shop.supergraph, operation), shop.supergraph, None)
    ways: list[str | None] = []
    for _ in range(5):
        answer = await executable.respond(replace(shop.request({}), on_way=ways.append))
        assert answer == Answer({"products": [{"sku": "p1", "price": 100}]})
    assert ways == ["deferred"] * 5
