"""The attacker misspells names on purpose, so that a helpful error tells him those he could not guess."""

from __future__ import annotations

import pytest

from tests.kit.attacking import codes
from tests.kit.served import Served, access_token

MISSPELT = [
    "{ products { skuu } }",
    "{ products { lis } }",
    "{ product { sku } }",
    "{ produkts { sku } }",
    "{ products(frst: 1) { sku } }",
    "{ products { sku @skp(if: true) } }",
    "{ products { ... on Prodct { sku } } }",
    "{ products { ...F } } fragment G on Product { sku }",
    "query($n: Itn) { products(first: $n) { sku } }",
    "query($num: Int) { products(first: $nun) { sku } }",
    "{ products { kind(of: POWER_TOL) } }",
    "mutation { setPrise(sku: 1, cents: 7) { sku } }",
    "subscription { reviewedd(sku: 1) { body } }",
    '{ products(first: "one") { sku } }',
    "{ __schma { types { name } } }",
    '{ __type(nam: "Product") { name } }',
]


@pytest.mark.parametrize("query", MISSPELT)
@pytest.mark.parametrize("token", [None, access_token()], ids=["visitor", "dealer"])
async def test_no_refusal_suggests_a_name(served: Served, query: str, token: str | None) -> None:
    answer = await served.ask(query, token)
    assert codes(answer) == {"GRAPHQL_VALIDATION_FAILED"}
    for error in answer["errors"]:
        assert "did you mean" not in error["message"].lower()
    assert served.asked() == {}


@pytest.mark.parametrize("given", [{"n": "one"}, {"n": 1.5}, {"n": {"a": 1}}, {"n": [1, 2]}, {"m": 1}])
async def test_nor_does_that_of_a_variable(served: Served, given: dict[str, object]) -> None:
    answer = await served.ask("query($n: Int!) { products(first: $n) { sku } }", **given)
    assert codes(answer) == {"BAD_USER_INPUT"}
    assert "did you mean" not in str(answer).lower()
    assert served.asked() == {}
