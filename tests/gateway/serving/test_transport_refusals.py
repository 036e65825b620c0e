"""What stops a request before it is a GraphQL request is no GraphQL response, whatever the client would like."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kit.served import GRAPHQL_RESPONSE, Served, access_token

QUERY = "{ products(first: 1) { sku } }"
DATA = {"products": [{"sku": "p1"}]}


@pytest.mark.parametrize(
    ("method", "request_parts", "status"),
    [
        ("DELETE", {}, 405),
        ("OPTIONS", {}, 405),
        ("GET", {"params": {"query": 'mutation { setPrice(sku: "p1", cents: 5) { sku } }'}}, 405),
        ("POST", {"content": b"{}", "headers": {"content-type": "text/plain"}}, 415),
        ("POST", {"content": b"x" * 300_000, "headers": {"content-type": "application/json"}}, 413),
    ],
)
async def test_it_is_plain_json_and_has_no_data(
    served: Served, method: str, request_parts: dict[str, Any], status: int
) -> None:
    headers = {"accept": GRAPHQL_RESPONSE, "authorization": f"Bearer {access_token()}"}
    given = {**request_parts, "headers": {**headers, **request_parts.get("headers", {})}}
    response = await served.http.request(method, "/graphql", **given)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/json; charset=utf-8")
    assert response.json().keys() == {"errors"}
    assert ("allow" in response.headers) is (status == 405)
    assert served.asked() == {}


async def test_head_is_refused_and_names_what_is_allowed(served: Served) -> None:
    response = await served.http.head("/graphql", params={"query": QUERY})
    assert (response.status_code, response.headers["allow"], response.content) == (405, "GET, POST", b"")
    assert served.asked() == {}


@pytest.mark.parametrize("accept", ["*/*", "", "application/json, text/html", f"text/html, {GRAPHQL_RESPONSE}"])
async def test_a_get_that_does_not_ask_for_a_page_alone_is_answered(served: Served, accept: str) -> None:
    response = await served.http.get("/graphql", params={"query": QUERY}, headers={"accept": accept})
    assert (response.status_code, response.json()) == (200, {"data": DATA})


async def test_only_opening_the_address_leads_to_the_page_never_a_post(served: Served) -> None:
    response = await served.post({"query": QUERY}, accept="text/html, */*;q=0.8")
    assert (response.status_code, response.json()) == (200, {"data": DATA})
