"""Answers of which most is written before the last of it has come: the same bytes, and only where it pays."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from gateway.execution import Executable, compile_plan
from gateway.execution.fast import drafts
from gateway.execution.fast.drafts import Draft, Drafting
from gateway.model.request import Answer
from gateway.model.transport import SubgraphAnswer
from gateway.planning import plan
from tests.kit.both_executors import response
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World

CATALOGUE = """
type Query { shelves: [Shelf!]! }
type Shelf { label: String! products: [Product] }
type Product @key(fields: "sku") { sku: ID! note: String }
"""
PRICES = 'type Product @key(fields: "sku") { sku: ID! price: Int currency: String }'
STOCK = """
type Product @key(fields: "sku") {
  sku: ID!  price: Int @external  stock: Stock  worth: String @requires(fields: "price")
}
type Stock { pieces: Int place: String }
"""
NOTICES = "type Query { notice: String }"
QUERY = "{ shelves { label products { price worth sku note currency stock { pieces place } } } }"

LONG = "x" * 400
WEIRD = ("100 % steel", "%(0)b", "%%", "\0", '"\\', "\0(0)b")


def shop(*, shelves: int, products: int, note: str = LONG) -> Federation:
    """On every shelf the same products."""
    stock = {"__typename": "Stock", "pieces": 3, "place": "Hall %d"}
    found = [
        {"__typename": "Product", "sku": f"s{n}", "note": note, "price": n, "currency": "%", "stock": stock}
        for n in range(products)
    ]
    world = World(
        roots={
            "Query.shelves": lambda: [{"label": WEIRD[n % len(WEIRD)], "products": found} for n in range(shelves)],
            "Query.notice": lambda: "closed",
        },
        entities={"Product": found},
        computed={"Product.worth": lambda of: f"{of['price']} %"},
    )
    return Federation(world, catalogue=CATALOGUE, prices=PRICES, stock=STOCK, notices=NOTICES)


@pytest.fixture(name="tried")
def tried_drafts(monkeypatch: pytest.MonkeyPatch) -> list[Draft | None]:
    tried: list[Draft | None] = []
    draft = Drafting.draft

    def noted(self: Drafting, *given: Any) -> Draft | None:
        tried.append(draft(self, *given))
        return tried[-1]

    monkeypatch.setattr(Drafting, "draft", noted)
    return tried


def executable(house: Federation, query: str = QUERY) -> Executable:
    ready = compile_plan(plan(house.supergraph, house.normalized(query)), house.supergraph, None)
    ready.fast_forms.make({})
    return ready


async def test_a_large_answer_is_written_while_prices_and_stock_are_still_asked_for(tried: list[Draft | None]) -> None:
    house = shop(shelves=12, products=12)
    ready = executable(house)
    answer = await ready.respond(house.request({}))
    (draft,) = tried
    assert draft is not None
    assert len(draft.text) > 50_000
    assert b"pieces" not in draft.text
    general = await ready.execute(house.request({}))
    assert not general.errors
    assert answer == response(ready, general)


async def test_what_looks_like_a_gap_in_a_text_stays_as_it_is(tried: list[Draft | None]) -> None:
    for note in WEIRD:
        await shop(shelves=len(WEIRD), products=3, note=note).expect_as_monolith(QUERY)
    assert len([one for one in tried if one is not None]) == len(WEIRD)


@pytest.mark.parametrize(("shelves", "products", "note"), [(2, 4, LONG), (100, 10, "short")])
async def test_nothing_is_written_early_where_little_is_there_or_gaps_are_close(
    shelves: int, products: int, note: str, tried: list[Draft | None]
) -> None:
    house = shop(shelves=shelves, products=products, note=note)
    assert isinstance(await executable(house).respond(house.request({})), bytes)
    assert tried == [None]


async def test_no_more_different_texts_are_kept_than_there_are_numbers(
    tried: list[Draft | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST_TEXTS", 11)
    house = shop(shelves=12, products=12)
    assert isinstance(await executable(house).respond(house.request({})), bytes)
    assert tried == [None]


class Late:
    """A subgraph whose answers are changed on the way."""

    def __init__(self, house: Federation, name: str, change: Callable[[bytes], bytes]) -> None:
        self._inner = house.subgraphs[name]
        self._change = change

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        answer = await self._inner.fetch(body, headers, timeout=timeout)
        changed = self._change(answer.body)
        assert changed != answer.body
        return SubgraphAnswer(answer.status, changed)


LATE: dict[str, tuple[str, Callable[[bytes], bytes], bool]] = {
    "an entity that is not there": (
        "stock",
        lambda body: re.sub(rb'\{[^{}]*"worth": "3 %"[^{}]*(\{[^{}]*\})?[^{}]*\}', b"null", body),
        True,
    ),
    "a null": ("prices", lambda body: body.replace(b'"currency": "%"', b'"currency": null', 1), True),
    "a wrong type": ("prices", lambda body: body.replace(b'"currency": "%"', b'"currency": 1', 1), False),
    "an error": ("stock", lambda body: body.replace(b'{"data"', b'{"errors": [{"message": "no"}], "data"', 1), False),
}


@pytest.mark.parametrize("what", LATE)
async def test_what_comes_late_may_be_null_or_irregular_and_nothing_is_asked_twice(
    what: str, tried: list[Draft | None]
) -> None:
    name, change, is_regular = LATE[what]
    house = shop(shelves=12, products=12)
    request = replace(house.request({}), transports={**house.subgraphs, name: Late(house, name, change)})
    ready = executable(house)
    answer = await ready.respond(request)
    assert [one is not None for one in tried] == [True]
    assert set(house.asked().values()) == {1}
    asked = house.asked()
    general = await ready.execute(request)
    assert house.asked() == {subgraph: 2 * count for subgraph, count in asked.items()}
    if is_regular:
        assert answer == response(ready, general)
    else:
        assert isinstance(answer, Answer)
        assert (answer.data, sorted(map(str, answer.errors))) == (general.data, sorted(map(str, general.errors)))


async def test_nothing_is_written_early_when_half_of_what_fills_the_same_objects_is_there(
    tried: list[Draft | None],
) -> None:
    """Stock waits for prices; both have their objects from one call."""
    house = shop(shelves=12, products=12)
    query = QUERY[:-1] + "notice }"
    ready = executable(house, query)
    is_stock_asked, is_notice_there = asyncio.Event(), asyncio.Event()

    async def notice(_: str) -> None:
        await is_stock_asked.wait()
        is_notice_there.set()

    async def stock(_: str) -> None:
        is_stock_asked.set()
        await is_notice_there.wait()

    house.subgraphs["notices"].before, house.subgraphs["stock"].before = notice, stock
    answer = await ready.respond(house.request({}))
    assert tried == [None]
    assert answer == response(ready, await ready.execute(house.request({})))


async def test_a_key_that_two_could_tell_is_told_once() -> None:
    """Offers are asked for by key and price, so their objects are found anew."""
    found = [{"__typename": "Product", "sku": f"s{n}", "price": n, "currency": "EUR"} for n in range(3)]
    world = World(
        roots={"Query.products": lambda: found},
        entities={"Product": found},
        computed={"Product.offer": lambda of: f"{of['sku']} for {of['price']}"},
    )
    house = Federation(
        world,
        catalogue='type Query { products: [Product!]! } type Product @key(fields: "sku") { sku: ID! price: Int }',
        prices='type Product @key(fields: "sku") { sku: ID! currency: String }',
        offers="""
        type Product @key(fields: "sku") {
          sku: ID!  price: Int @external  offer: String @requires(fields: "price")
        }
        """,
    )
    await house.expect_as_monolith("{ products { currency sku price offer } }")
    await house.expect_as_monolith("{ products { offer price sku currency } }")
