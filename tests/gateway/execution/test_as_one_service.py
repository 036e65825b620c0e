"""Whatever is asked, the federation answers as one service over the same world would."""

from __future__ import annotations

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.context_market import market_of_own_items
from tests.kit.federation import Federation
from tests.kit.moving_shop import moving_shop
from tests.kit.random_operations import random_query
from tests.kit.shop_federation import catalogue


def answered_as_by_one_service(house: Federation, seed: int, v: bool, w: bool) -> None:
    query = random_query(house.supergraph.public_schema, seed)
    variables = {name: value for name, value in (("v", v), ("w", w), ("n", 2)) if f"${name}" in query}
    asyncio.run(house.expect_as_monolith(query, **variables))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(min_value=0, max_value=2**32), v=st.booleans(), w=st.booleans())
def test_any_query_is_answered_as_by_one_service(seed: int, v: bool, w: bool) -> None:
    answered_as_by_one_service(catalogue(), seed, v, w)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    seed=st.integers(min_value=0, max_value=2**32),
    v=st.booleans(),
    labels=st.frozensets(st.sampled_from(["days", "percent(25)"])),
)
def test_any_query_is_answered_alike_whatever_labels_are_active(seed: int, v: bool, labels: frozenset[str]) -> None:
    answered_as_by_one_service(moving_shop(labels), seed, v, not v)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(min_value=0, max_value=2**32), v=st.booleans(), w=st.booleans())
def test_any_query_is_answered_with_the_values_of_contexts(seed: int, v: bool, w: bool) -> None:
    answered_as_by_one_service(market_of_own_items(), seed, v, w)
