"""Whatever is asked, the federation answers as one service over the same world would."""

from __future__ import annotations

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kit.random_operations import random_query
from tests.kit.shop_federation import catalogue


@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(min_value=0, max_value=2**32), v=st.booleans(), w=st.booleans())
def test_any_query_is_answered_as_by_one_service(seed: int, v: bool, w: bool) -> None:
    shop = catalogue()
    query = random_query(shop.supergraph.public_schema, seed)
    variables = {name: value for name, value in (("v", v), ("w", w), ("n", 2)) if f"${name}" in query}
    asyncio.run(shop.expect_as_monolith(query, **variables))
