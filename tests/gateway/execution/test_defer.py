"""An answer in parts, put together, is the answer of the same operation without `@defer`; nothing is told twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from gateway.model.incremental import Payload
from tests.kit.context_market import market_of_own_items
from tests.kit.deferring import Client, Unhurried, in_parts, whole, with_defers
from tests.kit.failing_subgraphs import Failing
from tests.kit.federation import Federation
from tests.kit.lost_leaves import explains, first_loss, leaves
from tests.kit.moving_shop import moving_shop
from tests.kit.random_federation.cases import case
from tests.kit.random_operations import random_query
from tests.kit.shop_federation import catalogue


async def told_as_whole(
    shop: Federation, query: str, variables: dict[str, Any], seed: int, between: Callable[[], object] = int
) -> int:
    """How many payloads the answer had; it must be that of the whole in any case. `between` runs between the two."""
    expected = await whole(shop, query, variables)
    assert not expected.errors
    between()
    told = await in_parts(shop, query, variables, through=partial(Unhurried, random=Random(seed)))
    shop.expect_no_violations()
    if told:
        client = Client().take_all(told)
        assert client.data == expected.data, f"seed {seed}: {query} {variables}"
        assert not client.errors
    return len(told)


async def told_for_seeds(shop: Federation, seeds: range) -> Counter[int]:
    """How many answers came in how many payloads."""
    found: Counter[int] = Counter()
    for seed in seeds:
        query = with_defers(random_query(shop.supergraph.public_schema, seed), Random(seed))
        values = {"v": seed % 2 == 0, "w": seed % 3 == 0, "n": 2}
        variables = {name: value for name, value in values.items() if f"${name}" in query}
        found[await told_as_whole(shop, query, variables, seed)] += 1
    return found


async def test_random_queries_put_together_are_the_whole_answer() -> None:
    found = await told_for_seeds(catalogue(), range(200))
    assert found[2] > 20, found
    assert found[3] > 2, found


async def test_random_queries_with_contexts_and_moved_fields_put_together_are_the_whole_answer() -> None:
    assert sum((await told_for_seeds(market_of_own_items(), range(50))).values()) == 50
    assert sum((await told_for_seeds(moving_shop(frozenset(["days"])), range(50))).values()) == 50


async def test_random_operations_on_random_federations_put_together_are_the_whole_answer() -> None:
    found: Counter[int] = Counter()
    for seed in range(150):
        one = case(seed)
        query = with_defers(one.query, Random(seed))
        clear = one.data.log.clear
        clear()
        found[await told_as_whole(one.federation, query, one.variables, seed, clear)] += 1
    assert sum(found[number] for number in found if number > 1) > 15, found


async def test_whatever_fails_what_is_lost_has_an_error() -> None:
    shop = catalogue()
    seen: Counter[str] = Counter()
    for seed in range(200):
        query = with_defers(random_query(shop.supergraph.public_schema, seed), Random(seed))
        variables = {name: True for name in ("v", "w") if f"${name}" in query} | ({"n": 2} if "$n" in query else {})
        expected = (await whole(shop, query, variables)).data
        random = Random(seed)
        told = await in_parts(
            shop, query, variables, through=lambda one, random=random: Unhurried(Failing(one, random, 0.3), random)
        )
        if not told:
            continue
        client = Client().take_all(told)
        paths = [tuple(error.get("path", ())) for error in client.errors]
        for place, value in leaves(expected, ()):
            lost = first_loss(client.data, place, value)
            if lost is not None:
                assert any(explains(path, lost) for path in paths), f"seed {seed}: {lost} {query} {client.errors}"
        seen["told"] += 1
        seen["lost a part"] += bool(client.lost)
        seen["lost"] += client.data != expected
        seen["in parts"] += isinstance(told[0], Payload)
    assert seen["lost a part"] > 3, seen
    assert seen["lost"] > 20, seen
    assert seen["in parts"] > 20, seen
