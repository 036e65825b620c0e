"""What an answer in parts is worth: put together it is the answer of the same operation without `@defer`."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.kit.deferring import Client, in_parts, with_defers, without_defers
from tests.kit.federation import Federation
from tests.kit.random_operations import random_query
from tests.kit.shop_federation import catalogue


async def told_as_whole(shop: Federation, query: str, **variables: Any) -> bool:
    """Whether the answer came in parts; it must be that of the whole in any case."""
    whole = await shop.run(without_defers(query), **variables)
    assert not whole.errors
    told = await in_parts(shop, query, **variables)
    if not told:
        return False
    client = Client().take_all(told)
    assert client.data == whole.data, query
    assert not client.errors
    return len(told) > 1


async def test_random_operations_put_together_are_the_whole_answer() -> None:
    shop = catalogue()
    in_several = 0
    for seed in range(400):
        random = Random(seed)
        query = with_defers(random_query(shop.supergraph.public_schema, seed), random)
        values = {"v": seed % 2 == 0, "w": seed % 3 == 0, "n": 2}
        variables = {name: value for name, value in values.items() if f"${name}" in query}
        in_several += await told_as_whole(shop, query, **variables)
    assert in_several > 40
