"""The attacker lets fragments spread fragments: a short document that is endless once written out."""

from __future__ import annotations

import asyncio

import pytest

from tests.kit.attacking import expect_answered, expect_refused
from tests.kit.served import Served


def doubling(steps: int, on: str, last: str) -> str:
    fragments = " ".join(f"fragment F{n} on {on} {{ ...F{n + 1} ...F{n + 1} }}" for n in range(steps))
    return f"{fragments} fragment F{steps} on {on} {{ {last} }}"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ ...F0 } " + doubling(150, "Query", "__typename"), "MAX_ROOT_FIELDS_LIMIT"),
        ("{ products { ...F0 } } " + doubling(150, "Product", "a: sku"), "MAX_ALIASES_LIMIT"),
        ("{ products { ...F0 } } " + doubling(140, "Product", "sku @skip(if: false)"), "MAX_DIRECTIVES_LIMIT"),
    ],
)
async def test_what_doubles_at_each_step_is_counted_without_being_written_out(
    served: Served, query: str, code: str
) -> None:
    async with asyncio.timeout(10):
        await expect_refused(served, query, code)


async def test_what_comes_to_a_single_field_is_asked_once(served: Served) -> None:
    async with asyncio.timeout(10):
        await expect_answered(served, "{ products { ...F0 } } " + doubling(150, "Product", "sku"))
    assert [query.count("sku") for query, _ in served.shop.subgraphs["products"].requests] == [1]


async def test_a_chain_of_fragments_longer_than_the_stack_is_refused(served: Served) -> None:
    chain = " ".join(f"fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(240))
    await expect_refused(served, f"{{ ...F0 }} {chain} fragment F240 on Query {{ x }}", "GRAPHQL_VALIDATION_FAILED")


async def test_fragments_that_nobody_spreads_are_refused(served: Served) -> None:
    unused = " ".join(f"fragment F{n} on Product {{ sku }}" for n in range(250))
    await expect_refused(served, "{ products { sku } } " + unused, "GRAPHQL_VALIDATION_FAILED")
