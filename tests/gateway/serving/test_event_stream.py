"""Server-sent events in distinct connections mode."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
import pytest

from gateway.serving import event_stream
from tests.kit.held import Held
from tests.kit.served import NOW, Served, access_token

STREAM = "text/event-stream"
REVIEWED = 'subscription { reviewed(sku: "p1") { body } }'


def _events(text: str) -> list[tuple[str, Any]]:
    """(name, data) of each event; keep-alive comments are left out."""
    events = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if fields:
            events.append((fields["event"], orjson.loads(fields["data"]) if fields["data"].strip() else None))
    return events


async def test_each_event_of_a_subscription_is_told_and_then_its_end(served: Served) -> None:
    response = await served.post({"query": REVIEWED}, accept=STREAM)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(STREAM)
    assert _events(response.text) == [
        ("next", {"data": {"reviewed": {"body": "strong"}}}),
        ("next", {"data": {"reviewed": {"body": "loud"}}}),
        ("complete", None),
    ]


async def test_a_query_is_one_event(served: Served) -> None:
    response = await served.http.get(
        "/graphql", params={"query": "{ products(first: 1) { sku } }"}, headers={"accept": STREAM}
    )
    assert _events(response.text) == [("next", {"data": {"products": [{"sku": "p1"}]}}), ("complete", None)]


async def test_a_refused_document_is_told_inside_the_stream(served: Served) -> None:
    response = await served.post({"query": "{ products { list } }"}, accept=STREAM)
    assert response.status_code == 200
    (name, refused), end = _events(response.text)
    assert (name, end) == ("next", ("complete", None))
    assert refused["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert "data" not in refused


async def test_a_token_that_does_not_hold_opens_no_stream(served: Served) -> None:
    token = access_token(exp=NOW - 100)
    response = await served.post({"query": REVIEWED}, accept=STREAM, authorization=f"Bearer {token}")
    assert response.status_code == 401
    assert response.headers["content-type"].startswith("application/json")


async def test_a_fault_in_the_middle_is_told_as_a_last_event(served: Served) -> None:
    served.shop.subgraphs["users"].broken = RuntimeError("secret cause")
    query = 'subscription { reviewed(sku: "p1") { author { email } } }'
    response = await served.post({"query": query}, accept=STREAM, authorization=f"Bearer {access_token()}")
    (_, failed), end = _events(response.text)
    assert failed["errors"][0]["message"] == "Internal server error"
    assert end == ("complete", None)
    assert "secret" not in response.text


async def test_a_client_that_leaves_ends_its_subscription(served: Served) -> None:
    users = Held(served.shop.subgraphs["users"])
    query = 'subscription { reviewed(sku: "p1") { author { email } } }'
    messages = iter([orjson.dumps({"query": query}), None])

    async def receive() -> dict[str, Any]:
        body = next(messages)
        if body is None:
            await users.asked.wait()
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": body}

    async def send(_message: Any) -> None:
        return

    headers = [
        (b"content-type", b"application/json"),
        (b"accept", STREAM.encode()),
        (b"authorization", f"Bearer {access_token()}".encode()),
    ]
    scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": headers}
    await served.gateway(scope, receive, send)
    assert users.ended.is_set()


async def test_a_quiet_stream_is_kept_alive(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "KEEP_ALIVE_SECONDS", 0.0)
    alive = asyncio.Event()
    chunks: list[bytes] = []

    async def hold(_document: str) -> None:
        await alive.wait()

    served.shop.subgraphs["products"].before = hold

    async def receive(messages: Any = iter([{"type": "http.request", "body": b'{"query":"{products{sku}}"}'}])) -> Any:  # noqa: B008
        for message in messages:
            return message
        return await asyncio.Event().wait()

    async def send(message: Any) -> None:
        chunks.append(message.get("body", b""))
        if chunks.count(b":\n\n") == 3:
            alive.set()

    headers = [(b"content-type", b"application/json"), (b"accept", STREAM.encode())]
    scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": headers}
    await served.gateway(scope, receive, send)
    assert chunks[-1] == b"event: complete\ndata: \n\n"
