"""GraphQL over HTTP as clients meet it: requests and their answers, with the status codes of the audit of 2025."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.kit.held import Held
from tests.kit.one_query import DATA, QUERY
from tests.kit.refusals import codes
from tests.kit.served import GRAPHQL_RESPONSE, REQUEST_ID, Served, access_token, serving

JSON = "application/json"
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
MUTATION = 'mutation { setPrice(sku: "p1", cents: 5) { list } }'


async def test_a_visitor_gets_the_answer_to_a_query(served: Served) -> None:
    response = await served.post({"query": QUERY})
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{GRAPHQL_RESPONSE}; charset=utf-8"
    assert response.headers["x-request-id"] == REQUEST_ID
    assert response.headers["cache-control"] == "private, no-store"
    assert response.json() == {"data": DATA}


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (GRAPHQL_RESPONSE, GRAPHQL_RESPONSE),
        (JSON, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("", JSON),
        (f"{JSON};q=0.5, {GRAPHQL_RESPONSE}", GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE};q=0.5, {JSON}", JSON),
        (f"image/png, {GRAPHQL_RESPONSE}; charset=utf-8", GRAPHQL_RESPONSE),
    ],
)
async def test_the_answer_is_of_the_type_the_client_likes_best(served: Served, accept: str, content_type: str) -> None:
    response = await served.post({"query": QUERY}, accept=accept)
    assert response.headers["content-type"] == f"{content_type}; charset=utf-8"
    assert response.json() == {"data": DATA}


async def test_a_client_that_accepts_nothing_we_have_is_told_so(served: Served) -> None:
    response = await served.post({"query": QUERY}, accept="image/png")
    assert (response.status_code, codes(response.json())) == (406, ["INVALID_ACCEPT_HEADER"])
    assert response.headers["content-type"].startswith(JSON)


@pytest.mark.parametrize(
    ("body", "code", "status"),
    [
        ({"query": "{"}, "GRAPHQL_PARSE_FAILED", 400),
        ({"query": "{ nothing }"}, "GRAPHQL_VALIDATION_FAILED", 400),
        ({"query": "query($n: Int!) { products(first: $n) { sku } }"}, "BAD_USER_INPUT", 400),
        ({"query": QUERY, "operationName": "Other"}, "OPERATION_RESOLUTION_FAILURE", 400),
        ({"query": "query A { me: __typename } query B { me: __typename }"}, "OPERATION_RESOLUTION_FAILURE", 400),
        ({"query": "fragment F on Query { products { sku } }"}, "GRAPHQL_VALIDATION_FAILED", 400),
        ({"documentId": "unknown"}, "PERSISTED_DOCUMENT_NOT_FOUND", 404),
    ],
)
async def test_a_refused_document_has_its_status_or_200_for_older_clients(
    served: Served, body: dict[str, Any], code: str, status: int
) -> None:
    response = await served.post(body)
    assert (response.status_code, codes(response.json())) == (status, [code])
    assert "data" not in response.json()
    older = await served.post(body, accept=JSON)
    assert (older.status_code, older.json()) == (200, response.json())
    assert served.asked() == {}


@pytest.mark.parametrize("accept", [GRAPHQL_RESPONSE, JSON])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"null",
        b'"{ products }"',
        {},
        {"query": None},
        {"query": 7},
        {"query": QUERY, "variables": []},
        {"query": QUERY, "variables": "{}"},
        {"query": QUERY, "operationName": 1},
        {"query": QUERY, "extensions": "x"},
        {"documentId": ["shelf"]},
    ],
)
async def test_what_is_no_request_is_bad_under_every_type(served: Served, body: Any, accept: str) -> None:
    response = await served.post(body, accept=accept)
    assert (response.status_code, codes(response.json())) == (400, ["BAD_REQUEST"])


async def test_optional_members_may_be_null_and_unknown_ones_are_ignored(served: Served) -> None:
    body = {"query": QUERY, "variables": None, "operationName": None, "extensions": None, "documentId": None, "x": 1}
    assert (await served.post(body)).json() == {"data": DATA}
    assert (await served.post({"query": QUERY, "operationName": ""})).json() == {"data": DATA}


async def test_a_list_of_requests_is_not_served(served: Served) -> None:
    response = await served.post([{"query": QUERY}])
    assert (response.status_code, codes(response.json())) == (400, ["BATCHING_NOT_ENABLED"])


async def test_a_query_may_be_sent_by_get(served: Served) -> None:
    parameters = {
        "query": "query($n: Int) { products(first: $n) { sku name } }",
        "variables": '{"n":1}',
        "extensions": "",
    }
    response = await served.http.get("/graphql", params=parameters, headers={"accept": GRAPHQL_RESPONSE})
    assert (response.status_code, response.json()) == (200, {"data": DATA})
    stored = await served.http.get("/graphql", params={"documentId": "shelf", "variables": '{"n":1}'})
    assert stored.json()["data"]["products"][0]["sku"] == "p1"


@pytest.mark.parametrize("variables", ["{", "[]", "7"])
async def test_a_get_with_unreadable_variables_is_bad(served: Served, variables: str) -> None:
    response = await served.http.get("/graphql", params={"query": QUERY, "variables": variables})
    assert (response.status_code, codes(response.json())) == (400, ["BAD_REQUEST"])


async def test_a_mutation_is_never_run_by_get(served: Served) -> None:
    headers = {"accept": GRAPHQL_RESPONSE, "authorization": f"Bearer {access_token()}"}
    response = await served.http.get("/graphql", params={"query": MUTATION}, headers=headers)
    assert (response.status_code, codes(response.json())) == (405, ["MUTATION_NOT_ALLOWED_OVER_HTTP_GET"])
    assert response.headers["allow"] == "POST"
    assert served.asked() == {}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_other_methods_are_not_served(served: Served, method: str) -> None:
    response = await served.http.request(method, "/graphql")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")


async def test_a_browser_that_opens_the_address_is_led_to_the_explorer(tmp_path: Path) -> None:
    async with serving(tmp_path, explorer="/graphiql") as served:
        response = await served.http.get("/graphql", headers={"accept": BROWSER})
    assert (response.status_code, response.headers["location"]) == (303, "/graphiql")


async def test_where_there_is_no_explorer_a_browser_is_answered_like_anybody(served: Served) -> None:
    response = await served.http.get("/graphql", params={"query": "{ __typename }"}, headers={"accept": BROWSER})
    assert (response.status_code, response.json()) == (200, {"data": {"__typename": "Query"}})


async def test_a_subscription_needs_a_stream(served: Served) -> None:
    response = await served.post({"query": 'subscription { reviewed(sku: "p1") { body } }'})
    assert (response.status_code, codes(response.json())) == (406, ["SUBSCRIPTION_NOT_SUPPORTED"])
    assert served.asked() == {}


async def test_a_body_that_is_too_long_is_refused_before_it_is_read(served: Served) -> None:
    body = {"query": QUERY, "variables": {"x": "x" * 300_000}}
    response = await served.post(body)
    assert (response.status_code, codes(response.json())) == (413, ["REQUEST_TOO_LARGE"])


async def test_a_body_of_unknown_length_is_refused_while_it_is_read(served: Served) -> None:
    sent: list[dict[str, Any]] = []
    chunks = 0

    async def receive() -> dict[str, Any]:
        nonlocal chunks
        chunks += 1
        return {"type": "http.request", "body": b"x" * 100_000, "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": headers}
    await served.gateway(scope, receive, send)
    assert (sent[0]["status"], chunks) == (413, 3)


async def test_a_client_that_leaves_ends_its_query_but_not_its_mutation(served: Served) -> None:
    for kind, subgraph, body in (
        ("query", "products", {"query": QUERY}),
        ("mutation", "prices", {"query": MUTATION}),
    ):
        held = Held(served.shop.subgraphs[subgraph])
        messages = iter([{"type": "http.request", "body": orjson.dumps(body)}, None])

        async def receive(messages: Any = messages, held: Held = held) -> dict[str, Any]:
            message: dict[str, Any] | None = next(messages)
            if message is None:
                await held.asked.wait()
                return {"type": "http.disconnect"}
            return message

        async def send(_message: Any) -> None:
            raise AssertionError("nobody is there to be answered")

        headers = [(b"content-type", b"application/json"), (b"authorization", f"Bearer {access_token()}".encode())]
        scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": headers}
        await served.gateway(scope, receive, send)
        if kind == "query":
            async with asyncio.timeout(5):
                await held.ended.wait()
        assert held.ended.is_set() is (kind == "query")
        held.released.set()
        await served.gateway.pipeline.finish()
    assert (await served.ask("{ products(first: 1) { list } }", access_token()))["data"]["products"] == [{"list": 5}]
