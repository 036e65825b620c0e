"""Who gets an answer in parts: the formats that are served, and where a document may have `@defer`."""

from __future__ import annotations

import pytest

from gateway.serving.incremental import accepted_format
from tests.kit.late_prices import OF_2022
from tests.kit.served import Served, access_token

APOLLO = "multipart/mixed;incrementalSpec=v0.2,application/graphql-response+json,application/json;q=0.9"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("{ products { ... @defer(label: 7) { sku } } }", "must be a static string"),
        ("{ products { ... @defer(if: 7) { sku } } }", "Boolean cannot represent"),
        ("{ products @defer { sku } }", "may not be used on field"),
        ("query($l: String) { products { ... @defer(label: $l) { sku } } }", "must be a static string"),
        ('{ products { ...@defer(label: "a") { sku } ...@defer(label: "a") { name } } }', "must be unique"),
        ('subscription { reviewed(sku: "p1") { ... @defer { body } } }', "not supported on subscription"),
    ],
)
async def test_a_misplaced_defer_is_refused(served: Served, query: str, says: str) -> None:
    told = await served.ask(query)
    assert says in told["errors"][0]["message"]
    assert told["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


async def test_a_mutation_may_not_be_deferred_itself(served: Served) -> None:
    query = 'mutation { ... @defer { setPrice(sku: "p1", cents: 7) { sku } } }'
    told = await served.ask(query, access_token())
    assert "cannot be used on root mutation type" in told["errors"][0]["message"]
    assert not served.asked()


async def test_introspection_says_that_defer_is_served(served: Served) -> None:
    told = await served.ask("{ __schema { directives { name args { name } } } }")
    (defer,) = [one for one in told["data"]["__schema"]["directives"] if one["name"] == "defer"]
    assert {one["name"] for one in defer["args"]} == {"if", "label"}


@pytest.mark.parametrize(
    ("accept", "parameter"),
    [
        ("multipart/mixed", None),
        (APOLLO, "incrementalSpec=v0.2"),
        (OF_2022, "deferSpec=20220824"),
        ('Multipart/Mixed; deferSpec="20220824"', "deferSpec=20220824"),
        ("multipart/mixed;deferSpec=2030, multipart/mixed", None),
    ],
)
def test_the_first_format_is_taken_that_is_served(accept: str, parameter: str | None) -> None:
    found = accepted_format(accept)
    assert found is not None
    assert found.parameter == parameter


@pytest.mark.parametrize(
    "accept",
    [
        None,
        "",
        "*/*",
        "multipart/*",
        "multipart/mixed;q=0",
        "multipart/mixed;q=0.0",
        "multipart/mixed;deferSpec=2030",
        'multipart/mixed;boundary="graphql";subscriptionSpec="1.0", application/json',
    ],
)
def test_who_does_not_ask_for_parts_gets_none(accept: str | None) -> None:
    assert accepted_format(accept) is None
