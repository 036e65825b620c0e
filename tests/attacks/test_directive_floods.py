"""The attacker puts directives on everything: reading and checking them costs more than the fields they stand on."""

from __future__ import annotations

import pytest

from tests.kit.attacking import expect_answered, expect_refused
from tests.kit.served import Served

INCLUDED = "@include(if: true) "


def fields(directives: int) -> str:
    """As many included fields, each of a fragment of its own."""
    return " ".join(f"... on Product {INCLUDED}{{ sku }}" for _ in range(directives))


@pytest.mark.parametrize(("directives", "passes"), [(50, True), (51, False)])
async def test_fifty_directives_pass_and_one_more_is_refused(served: Served, directives: int, passes: bool) -> None:
    query = f"{{ products(first: 1) {{ {fields(directives)} }} }}"
    if passes:
        await expect_answered(served, query)
    else:
        await expect_refused(served, query, "MAX_DIRECTIVES_LIMIT")


@pytest.mark.parametrize(("directives", "passes"), [(24, True), (25, False)])
async def test_those_of_a_fragment_count_wherever_it_is_spread(served: Served, directives: int, passes: bool) -> None:
    query = (
        f"{{ products(first: 1) {{ ...F {INCLUDED} }} product(sku: 1) {{ ...F {INCLUDED} }} }} "
        f"fragment F on Product {{ {fields(directives)} }}"
    )
    if passes:
        await expect_answered(served, query)
    else:
        await expect_refused(served, query, "MAX_DIRECTIVES_LIMIT")


@pytest.mark.parametrize("directive", ["@skip", "@unknown", "@a @b @c @d"])
async def test_those_that_mean_nothing_are_refused_before_they_are_looked_up(served: Served, directive: str) -> None:
    query = f"{{ products(first: 1) {{ sku {f'{directive} ' * 60} }} }}"
    await expect_refused(served, query, "MAX_DIRECTIVES_LIMIT")
