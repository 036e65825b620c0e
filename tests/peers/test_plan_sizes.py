"""Sizes of plans by hand: what runs under a condition is counted, what does not is not."""

from __future__ import annotations

from typing import Any

from graphql import parse

from gateway.operations.normalize import normalize
from gateway.planning import plan
from tests.kit.shop_federation import catalogue
from tests.peers.plan_sizes import Size, conditions, size_of_hives, size_of_ours

QUERY = "query($v: Boolean!) { me { nick } products @include(if: $v) { name rating } }"


def test_fetches_below_a_field_that_is_left_out_are_not_counted() -> None:
    shop = catalogue()
    ours = plan(shop.supergraph, normalize(shop.supergraph.public_schema, parse(QUERY), None, None))
    assert size_of_ours(ours, {"v": True}) == Size(4, 3)
    assert size_of_ours(ours, {"v": False}) == Size(1, 1)
    assert list(conditions(ours, {})) == [{"v": True}, {"v": False}]


def test_sequences_of_the_other_planner_add_stages_and_parallels_take_the_longest() -> None:
    fetch: dict[str, Any] = {"kind": "Fetch"}
    flat = {"kind": "Flatten", "path": [], "node": fetch}
    condition = {"kind": "Condition", "condition": "v", "ifClause": flat}
    steps = {"kind": "Sequence", "nodes": [fetch, {"kind": "BatchFetch"}, condition]}
    both = {"node": {"kind": "Parallel", "nodes": [steps, fetch]}}
    assert size_of_hives(both, {"v": True}) == Size(4, 3)
    assert size_of_hives(both, {"v": False}) == Size(3, 2)
    assert size_of_hives({}, {}) == Size(0, 0)
