"""Which answers are told in parts and which whole; a defer changes no plan and keeps nobody busy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gateway.execution import compile_plan
from gateway.model.request import Answer
from gateway.operations.standing import MOST_DEFERRALS
from gateway.planning import plan
from tests.kit.deferring import parts_of
from tests.kit.held import Gates
from tests.kit.part_by_part import asked, is_told_whole
from tests.kit.shop_federation import catalogue


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


async def test_an_object_that_is_null_has_no_parts() -> None:
    shop = catalogue()
    told = parts_of(shop, '{ product(sku: "none") { sku ... @defer { price } } }')
    assert told is not None
    assert [one async for one in told] == [Answer({"product": None})]


async def test_an_answer_that_is_all_there_when_its_first_part_is_due_is_told_whole() -> None:
    told = parts_of(catalogue(), "{ products(first: 1) { sku ... @defer { price } } }")
    assert told is not None
    assert [one async for one in told] == [Answer({"products": [{"sku": "p1", "price": 100}]})]


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
