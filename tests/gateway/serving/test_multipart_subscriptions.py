"""Subscriptions as multipart answers, as Apollo's clients ask for them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.kit.feeds import Feed
from tests.kit.served import Served, access_token, serving

PARTS = 'multipart/mixed;subscriptionSpec="1.0", application/json'
REVIEWED = 'subscription { reviewed(sku: "p1") { body } }'
DELIMITER = "\r\n--graphql"
SIGN_OF_LIFE: dict[str, Any] = {}


def _parts(text: str) -> list[Any]:
    """The JSON of each part, read as Apollo's client does: whatever stands between two delimiters."""
    before, *parts, end = text.split(DELIMITER)
    assert (before, end) == ("", "--\r\n")
    found = []
    for part in parts:
        head, _, body = part.partition("\r\n\r\n")
        assert head.strip().lower() == "content-type: application/json; charset=utf-8"
        found.append(orjson.loads(body))
    return found


async def test_each_event_is_a_part_with_its_payload(served: Served) -> None:
    response = await served.post({"query": REVIEWED}, accept=PARTS)
    assert response.status_code == 200
    assert response.headers["content-type"] == 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"'
    assert _parts(response.text) == [
        {"payload": {"data": {"reviewed": {"body": "strong"}}}},
        {"payload": {"data": {"reviewed": {"body": "loud"}}}},
    ]


@pytest.mark.parametrize(
    "accept",
    [
        "multipart/mixed; subscriptionSpec=1.0",
        'application/json, multipart/mixed;subscriptionSpec="1.0"',
        'multipart/mixed;boundary="graphql";subscriptionSpec="1.0",application/json',
        'multipart/mixed;subscriptionSpec="1.0", text/event-stream;q=0.5',
        'text/event-stream;q=0, multipart/mixed;subscriptionSpec="1.0";q=0.1',
    ],
)
async def test_it_is_chosen_however_it_is_asked_for(served: Served, accept: str) -> None:
    response = await served.post({"query": REVIEWED}, accept=accept)
    assert response.headers["content-type"].startswith("multipart/mixed")
    assert len(_parts(response.text)) == 2


@pytest.mark.parametrize(
    "accept",
    ["multipart/mixed", 'multipart/mixed;subscriptionSpec="2.0"', "multipart/mixed;deferSpec=20220824", "*/*"],
)
async def test_what_names_another_protocol_or_none_does_not_subscribe(served: Served, accept: str) -> None:
    response = await served.post({"query": REVIEWED}, accept=f"{accept}, application/json;q=0.1")
    assert response.status_code == 406
    assert response.json()["errors"][0]["extensions"]["code"] == "SUBSCRIPTION_NOT_SUPPORTED"


async def test_of_two_streams_the_one_that_is_liked_better_is_chosen(served: Served) -> None:
    accept = 'multipart/mixed;subscriptionSpec="1.0";q=0.5, text/event-stream'
    response = await served.post({"query": REVIEWED}, accept=accept)
    assert response.headers["content-type"].startswith("text/event-stream")


async def test_a_query_is_answered_as_json_and_not_at_all_when_only_parts_are_accepted(served: Served) -> None:
    query = {"query": "{ products(first: 1) { sku } }"}
    answered = await served.post(query, accept=PARTS)
    assert answered.headers["content-type"].startswith("application/json")
    assert answered.json() == {"data": {"products": [{"sku": "p1"}]}}
    asked = served.asked()
    refused = await served.post(query, accept='multipart/mixed;subscriptionSpec="1.0"')
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (406, "INVALID_ACCEPT_HEADER")
    assert served.asked() == asked


async def test_a_refused_document_is_refused_as_any_other_request(served: Served) -> None:
    response = await served.post({"query": "subscription { nothing }"}, accept=PARTS)
    assert response.headers["content-type"].startswith("application/json")
    assert response.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


async def test_errors_of_an_event_stand_in_its_payload_and_what_ends_the_stream_beside_it(served: Served) -> None:
    feed = Feed(served.shop.subgraphs["reviews"])
    served.shop.subgraphs["users"].broken = TimeoutError()
    query = 'subscription { reviewed(sku: "p1") { author { email } } }'
    asking = served.post({"query": query}, accept=PARTS, authorization=f"Bearer {access_token()}")
    streaming = asyncio.create_task(asking)
    await feed.started(1)
    feed.publish(reviewed={"author": {"__typename": "User", "id": "u1"}})
    feed.fail(RuntimeError("secret cause"))
    first, last = _parts((await streaming).text)
    assert first["payload"]["data"] == {"reviewed": {"author": None}}
    assert first["payload"]["errors"][0]["extensions"]["code"] == "SUBGRAPH_REQUEST_TIMEOUT"
    assert "errors" not in first
    assert last["payload"] is None
    assert last["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"


async def test_a_quiet_stream_shows_signs_of_life_that_can_be_read_at_once(tmp_path: Path) -> None:
    async with serving(tmp_path, multipart_heartbeat=0.001) as served:
        feed = Feed(served.shop.subgraphs["reviews"])
        chunks: list[bytes] = []

        async def receive(messages: Any = iter([orjson.dumps({"query": REVIEWED})])) -> Any:  # noqa: B008
            for body in messages:
                return {"type": "http.request", "body": body}
            return await asyncio.Event().wait()

        async def send(message: Any) -> None:
            chunks.append(message.get("body", b""))
            if len(chunks) == 5:
                feed.complete()

        headers = [(b"content-type", b"application/json"), (b"accept", PARTS.encode())]
        scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": headers}
        async with asyncio.timeout(5):
            await served.gateway(scope, receive, send)
        assert all(chunk.endswith(DELIMITER.encode()) for chunk in chunks[1:-1])
        parts = _parts(b"".join(chunks).decode())
        assert len(parts) >= 3
        assert all(part == SIGN_OF_LIFE for part in parts)


async def test_a_client_that_leaves_ends_its_run(served: Served) -> None:
    feed = Feed(served.shop.subgraphs["reviews"])
    begun = asyncio.Event()

    async def receive(messages: Any = iter([orjson.dumps({"query": REVIEWED})])) -> Any:  # noqa: B008
        for body in messages:
            return {"type": "http.request", "body": body}
        await begun.wait()
        return {"type": "http.disconnect"}

    async def send(_message: Any) -> None:
        await feed.started(1)
        begun.set()

    headers = [(b"content-type", b"application/json"), (b"accept", PARTS.encode())]
    scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": headers}
    async with asyncio.timeout(5):
        await served.gateway(scope, receive, send)
    assert feed.runs[0].ended.is_set()
