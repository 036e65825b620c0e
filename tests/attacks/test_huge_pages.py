"""The attacker asks for a page of two thousand million, which fills the memory of whatever tries to make it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.kit.attacking import codes
from tests.kit.house import Asker, asking, recording, settings_in

PRODUCTS = "query($n: Int!) { products(first: $n) { nodes { sku } } }"
HUGE = [
    "{{ products(first: {}) {{ nodes {{ sku }} }} }}",
    "{{ products(first: {}) {{ edges {{ node {{ sku }} }} }} }}",
    "{{ orders(first: {}) {{ nodes {{ number }} }} }}",
    "{{ company {{ users(first: {}) {{ id }} }} }}",
    '{{ product(sku: "HW-1001") {{ accessories(first: {}) {{ sku }} }} }}',
    '{{ product(sku: "HW-1001") {{ spareParts(first: {}) {{ part {{ sku }} }} }} }}',
    "{{ faq(first: {}) {{ question }} }}",
]

Sent = list[tuple[str, dict[str, Any], Mapping[str, str]]]


@pytest.fixture
async def watched(var: Path) -> AsyncIterator[tuple[Asker, Sent]]:
    """The house, and what its subgraphs are asked."""
    sent: Sent = []
    async with asking(settings_in(var), transports=recording(sent)) as house:
        await house.ask("{ __typename }", "dealer")
        sent.clear()
        yield house, sent


async def test_a_huge_page_is_refused_by_its_cost_before_any_subgraph_is_asked(watched: tuple[Asker, Sent]) -> None:
    house, sent = watched
    for query in HUGE:
        for size in (2147483647, 100_000):
            answer = await house.ask(query.format(size), "dealer")
            assert codes(answer) == {"COST_ESTIMATED_TOO_EXPENSIVE"}, query
    assert sent == []


async def test_so_is_one_whose_size_comes_by_variable_or_that_grows_by_nesting(watched: tuple[Asker, Sent]) -> None:
    house, sent = watched
    assert codes(await house.ask(PRODUCTS, "dealer", {"n": 2147483647})) == {"COST_ESTIMATED_TOO_EXPENSIVE"}
    nested = "{ products(first: 100) { nodes { accessories(first: 100) { accessories(first: 100) { sku } } } } }"
    answer = await house.ask(nested, "dealer")
    assert codes(answer) == {"COST_ESTIMATED_TOO_EXPENSIVE"}
    assert answer["errors"][0]["extensions"]["estimate"] == 1 + 100 + 100**2 + 100**3
    assert sent == []


@pytest.mark.parametrize("size", [101, -1, -2147483648])
async def test_what_passes_the_gateway_is_still_held_to_the_cap_of_its_subgraph(house: Asker, size: int) -> None:
    answer = await house.ask(PRODUCTS, "dealer", {"n": size})
    assert codes(answer) == {"BAD_USER_INPUT"}
    assert "must be between 0 and 100" in answer["errors"][0]["message"]


async def test_the_largest_page_that_there_is_is_answered(house: Asker) -> None:
    assert (await house.data(PRODUCTS, "dealer", {"n": 100}))["products"]["nodes"]
