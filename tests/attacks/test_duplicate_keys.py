"""The attacker says one thing twice, so that a filter in front reads the harmless one and the gateway the other."""

from __future__ import annotations

import pytest

from tests.kit.attacking import expect_refusal, expect_refused
from tests.kit.served import Served, access_token

HARMLESS, OTHER = b"{ __typename }", b"{ products(first: 1) { sku } }"


@pytest.mark.parametrize(
    "body",
    [
        b'{"query": "%s", "query": "%s"}' % (HARMLESS, OTHER),
        b'{"query": "%s", "qu\\u0065ry": "%s"}' % (HARMLESS, OTHER),
        b'{"query": "%s", "\\u0071\\u0075\\u0065\\u0072\\u0079": "%s"}' % (OTHER, OTHER),
        b'{"query": "%s", "query" : null, "query":"%s"}' % (HARMLESS, OTHER),
        b'{"documentId": "shelf", "documentId": "reviewed"}',
        b'{"query": "%s", "variables": {}, "variables": {"n": 1}}' % OTHER,
        b'{"query": "query A %s query B %s", "operationName": "A", "operationName": "B"}' % (HARMLESS, OTHER),
        b'{"query": "%s", "extensions": {}, "extensions": {"a": 1}}' % OTHER,
    ],
)
async def test_a_member_that_stands_there_twice_is_refused(served: Served, body: bytes) -> None:
    response = await served.post(body)
    expect_refusal(served, response, 400, "BAD_REQUEST")
    assert "twice" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize("repeated", ["query", "variables", "operationName", "documentId"])
async def test_so_is_a_parameter_of_an_address(served: Served, repeated: str) -> None:
    pairs = [("query", OTHER.decode()), (repeated, "{}"), (repeated, "{}")]
    expect_refusal(served, await served.http.get("/graphql", params=pairs), 400, "BAD_REQUEST")


@pytest.mark.parametrize(
    ("body", "data"),
    [
        (b'{"query": "%s", "variables": {"query": "query", "variables": {"query": 1}}}' % OTHER, True),
        (b'{"query": "query($a: ID!) { product(sku: $a) { sku } }", "variables": {"a": "\\u0070\\u0031"}}', True),
        (b'{"query": "%s", "hints": {}, "hints": {}}' % OTHER, True),
    ],
)
async def test_the_same_word_elsewhere_means_nothing(served: Served, body: bytes, data: bool) -> None:
    assert ("data" in (await served.post(body)).json()) is data
    assert served.asked() == {"products": 1}


@pytest.mark.parametrize(
    "query",
    [
        "{ products(first: 1, first: 100) { sku } }",
        "query A { products { sku } } query A { products { name } }",
        "query($n: Int, $n: Int) { products(first: $n) { sku } }",
        "{ products { ...F } } fragment F on Product { sku } fragment F on Product { name }",
        "{ products { x: sku x: name } }",
        "{ p: products(first: 1) { sku } p: products(first: 2) { sku } }",
    ],
)
async def test_a_document_that_says_one_thing_in_two_ways_is_refused(served: Served, query: str) -> None:
    body = {"query": query, "operationName": "A" if "query A" in query else None}
    response = await served.post(body, authorization=f"Bearer {access_token()}")
    expect_refusal(served, response, 400, "GRAPHQL_VALIDATION_FAILED")
    await expect_refused(served, query.replace("query A", "query"), "GRAPHQL_VALIDATION_FAILED")
