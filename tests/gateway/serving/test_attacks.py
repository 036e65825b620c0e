"""What an attacker sends from outside: refused with a clear code, quickly, and no subgraph hears of it."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import httpx2
import pytest

from tests.kit.served import Served, access_token

QUERY = "{ products(first: 1) { sku } }"


def _codes(answer: dict[str, Any]) -> set[str]:
    return {error["extensions"]["code"] for error in answer["errors"]}


BOMBS = {
    "introspection in circles": (
        "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }",
        "MAX_INTROSPECTION_LIMIT",
    ),
    "many mistakes": ("{ " + " ".join(f"x{n}" for n in range(20)) + " }", "GRAPHQL_VALIDATION_FAILED"),
}


@pytest.mark.parametrize("name", BOMBS)
async def test_a_bomb_is_refused_with_its_own_code(served: Served, name: str) -> None:
    query, code = BOMBS[name]
    async with asyncio.timeout(5):
        answer = await served.ask(query)
    assert _codes(answer) == {code}
    assert served.asked() == {}


HIDDEN_AND_UNKNOWN = [
    ("{{ products {{ {} }} }}", "list"),
    ("{{ products {{ sku {} {{ base }} }} }}", "units"),
    ("{{ products {{ reviews {{ {} {{ nick }} }} }} }}", "author"),
    ("{{ {} {{ nick }} }}", "me"),
    ("{{ products {{ ... on {} {{ nick }} }} }}", "User"),
    ("query($x: {}) {{ products {{ sku }} }}", "User"),
    ("mutation {{ {}(sku: 1) {{ sku }} }}", "setPrice"),
    ('{{ __type(name: "{}") {{ name fields {{ name }} }} }}', "User"),
]


@pytest.mark.parametrize(("template", "hidden"), HIDDEN_AND_UNKNOWN)
async def test_what_is_hidden_and_what_is_not_there_read_the_same_byte_for_byte(
    served: Served, template: str, hidden: str
) -> None:
    unknown = hidden[:-1] + ("q" if hidden[-1] != "q" else "z")
    seen: list[tuple[int, str, list[tuple[str, str]]]] = []
    for name in (hidden, unknown):
        response = await served.post({"query": template.format(name)})
        headers = sorted(response.headers.items())
        body = re.sub(rf"\b{name}\b", "NAME", response.text)
        seen.append((response.status_code, body, headers))
    assert seen[0] == seen[1]
    assert served.asked() == {}


async def test_no_header_of_a_client_goes_on_unasked(served: Served) -> None:
    await served.post({"query": QUERY}, authorization=f"Bearer {access_token()}", cookie="a=b", x_forwarded_for="1")
    (headers,) = served.shop.subgraphs["products"].headers
    assert headers.keys() == {"x-request-id", "x-werktor-viewer"}


async def test_two_callers_at_once_never_get_each_others_rights(served: Served) -> None:
    query = "{ products(first: 1) { sku list } }"
    answers = await asyncio.gather(*(served.ask(query, access_token() if n % 2 else None) for n in range(100)))
    for number, answer in enumerate(answers):
        assert ("errors" in answer) is (number % 2 == 0)


async def test_a_mutation_that_one_may_not_call_does_nothing_sent_by_id_or_as_text(served: Served) -> None:
    for answer in (
        await served.stored("reprice"),
        await served.ask('mutation { setPrice(sku: "p1", cents: 7) { sku } }'),
    ):
        assert _codes(answer) == {"GRAPHQL_VALIDATION_FAILED"}
        assert "data" not in answer
    assert served.asked() == {}
    assert (await served.ask("{ products(first: 1) { list } }", access_token()))["data"]["products"] == [{"list": 100}]


async def test_the_text_of_a_stored_document_is_held_to_what_its_sender_sees(served: Served) -> None:
    text = "query Shelf($n: Int = 2) { products(first: $n) { sku list reviews { body author { nick } } } }"
    assert _codes(await served.ask(text)) == {"GRAPHQL_VALIDATION_FAILED"}
    stored = await served.stored("shelf", n=1)
    assert stored["extensions"] == {"hidden": ["products.list", "products.reviews.author"]}
    assert stored["data"]["products"] == [
        {"sku": "p1", "list": None, "reviews": [{"body": "strong", "author": None}, {"body": "loud", "author": None}]}
    ]
    assert not any("list" in query or "author" in query for query, _ in _requests(served))


def _requests(served: Served) -> list[tuple[str, dict[str, Any]]]:
    return [request for subgraph in served.shop.subgraphs.values() for request in subgraph.requests]


async def test_introspection_shows_what_is_visible_and_nothing_else(served: Served) -> None:
    query = '{ __schema { types { name } mutationType { name } } __type(name: "Product") { fields { name } } }'
    visitor = (await served.ask(query))["data"]
    names = {one["name"] for one in visitor["__schema"]["types"]}
    assert {"Query", "Product", "Review"} <= names
    assert not names & {"User", "Units", "Factor", "Mutation", "_Entity", "_Any", "_Service", "join__Graph"}
    assert visitor["__schema"]["mutationType"] is None
    assert {one["name"] for one in visitor["__type"]["fields"]} == {"sku", "name", "price", "reviews", "kind"}
    dealer = (await served.ask(query, access_token()))["data"]
    assert {"list", "units", "rating"} <= {one["name"] for one in dealer["__type"]["fields"]}
    assert served.asked() == {}


async def test_somebody_who_sees_nothing_is_answered_all_the_same(served: Served) -> None:
    token = access_token(claims=["kind:unknown"])
    assert await served.ask("{ __typename }", token) == {"data": {"__typename": "Query"}}
    assert _codes(await served.ask(QUERY, token)) == {"GRAPHQL_VALIDATION_FAILED"}


@pytest.mark.parametrize("path", ["/graphql/", "/", "/health/other", "/_entities"])
async def test_there_is_nothing_at_other_addresses(served: Served, path: str) -> None:
    response: httpx2.Response = await served.http.get(httpx2.URL(f"http://gateway{path}"))
    assert response.status_code == 404
