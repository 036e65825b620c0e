"""The budget of somebody's roles decides; estimate and actual are told where the operator allows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.operations.cost import Budgets
from tests.kit.served import Served, access_token, serving

QUERY = "query($n: Int) { products(first: $n) { sku reviews { body } } }"
ESTIMATE = 10 + 10 * 10


@pytest.mark.parametrize(
    ("roles", "limit"),
    [
        ({"dealer"}, 500),
        ({"dealer", "visitor"}, 500),
        ({"visitor"}, 20),
        ({"till"}, 100),
        (set(), 100),
    ],
)
def test_the_largest_budget_of_somebodys_roles_holds_or_else_that_of_everybody(roles: set[str], limit: float) -> None:
    assert Budgets(100, {"dealer": 500, "visitor": 20}).of(frozenset(roles)) == limit


@pytest.mark.parametrize(("spare", "code"), [(0, None), (-1, "COST_ESTIMATED_TOO_EXPENSIVE")])
async def test_the_last_cost_that_is_allowed(tmp_path: Path, spare: int, code: str | None) -> None:
    async with serving(tmp_path, cost_limit=ESTIMATE + spare) as served:
        answer = await served.ask(QUERY)
        asked = bool(served.asked())
    assert asked is (code is None)
    if code is None:
        assert "errors" not in answer
        return
    (error,) = answer["errors"]
    assert error["extensions"] == {"code": code, "estimate": ESTIMATE, "limit": ESTIMATE - 1}
    assert f"{ESTIMATE}, and one may cost you at most {ESTIMATE - 1}" in error["message"]


@pytest.mark.parametrize("levels", [2, 3, 6])
async def test_an_estimate_beyond_all_numbers_is_refused_like_any_other(served: Served, levels: int) -> None:
    fields = "products(first: 2147483647) { " + "reviews(first: 2147483647) { product { " * levels
    query = "{ " + fields + "sku" + " } }" * levels + " } }"
    (error,) = (await served.ask(query, access_token()))["errors"]
    assert error["extensions"]["code"] == "COST_ESTIMATED_TOO_EXPENSIVE"
    assert error["extensions"]["estimate"] > 2**60


async def test_a_role_has_a_budget_of_its_own(tmp_path: Path) -> None:
    async with serving(tmp_path, cost_limit=ESTIMATE, cost_limits={"visitor": 5.0, "dealer": 1_000.0}) as served:
        assert "errors" in await served.ask(QUERY)
        assert "errors" not in await served.ask(QUERY, access_token())


async def test_a_stored_document_is_held_to_the_budget_for_what_its_sender_sees_of_it(tmp_path: Path) -> None:
    async with serving(tmp_path, cost_limit=2 + 2 * 10) as served:
        assert "errors" not in await served.stored("shelf"), "the authors of reviews are hidden from visitors"
        refused = await served.stored("shelf", access_token())
    assert refused["errors"][0]["extensions"]["estimate"] == 2 + 2 * 10 + 2 * 10


async def test_a_refused_mutation_does_nothing(tmp_path: Path) -> None:
    async with serving(tmp_path, cost_limit=10) as served:
        answer = await served.stored("reprice", access_token())
        (error,) = answer["errors"]
        assert error["extensions"] == {"code": "COST_ESTIMATED_TOO_EXPENSIVE", "estimate": 11, "limit": 10}
        assert served.asked() == {}


async def test_costs_are_told_only_where_the_operator_allows_it(tmp_path: Path, served: Served) -> None:
    assert "extensions" not in await served.ask(QUERY, n=2)
    (tmp_path / "other").mkdir()
    async with serving(tmp_path / "other", cost_reported=True) as telling:
        answer = await telling.ask(QUERY, n=2)
        stored = await telling.stored("shelf", n=1)
    assert answer["extensions"] == {"cost": {"estimate": 2 + 2 * 10, "actual": 2 + 3}}
    assert stored["extensions"] == {
        "hidden": ["products.list", "products.reviews.author"],
        "cost": {"estimate": 1 + 10, "actual": 1 + 2},
    }


async def test_the_actual_cost_of_a_mutation_and_of_what_is_not_there(tmp_path: Path) -> None:
    async with serving(tmp_path, cost_reported=True) as served:
        repriced = await served.stored("reprice", access_token())
        nobody = await served.ask('{ product(sku: "none") { reviews { body } } }')
    assert repriced["extensions"]["cost"] == {"estimate": 11, "actual": 11}
    assert nobody["extensions"]["cost"] == {"estimate": 1 + 10, "actual": 0}


async def test_of_fragments_and_of_what_is_skipped_only_what_was_answered_did_cost(tmp_path: Path) -> None:
    query = """query($all: Boolean!) {
      search(text: "x") { ... on Product { reviews { body } } ... on Brand { title } }
      products(first: 3) @include(if: $all) { sku }
    }"""
    async with serving(tmp_path, cost_reported=True) as served:
        costs = [
            (await served.ask(query, access_token(), all=everything))["extensions"]["cost"]
            for everything in (False, True)
        ]
    found, products = 2 + 2, 3
    assert costs == [
        {"estimate": 10 + 10 * 10, "actual": found},
        {"estimate": 10 + 10 * 10 + 3, "actual": found + products},
    ]
