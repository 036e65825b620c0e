"""graphql-transport-ws: the messages and close codes of its protocol."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.kit.served import NOW, Served, access_token, serving
from tests.kit.sockets import connected

REVIEWED = 'subscription { reviewed(sku: "p1") { body } }'
STRONG = {"data": {"reviewed": {"body": "strong"}}}
LOUD = {"data": {"reviewed": {"body": "loud"}}}


async def test_each_event_of_a_subscription_is_told_and_then_its_end(served: Served) -> None:
    async with connected(served.gateway) as socket:
        assert socket.subprotocol == "graphql-transport-ws"
        await socket.initialise()
        await socket.subscribe(REVIEWED, id="a")
        assert await socket.told() == {"type": "next", "id": "a", "payload": STRONG}
        assert await socket.told() == {"type": "next", "id": "a", "payload": LOUD}
        assert await socket.told() == {"type": "complete", "id": "a"}


async def test_queries_and_mutations_are_answered_once(served: Served) -> None:
    async with connected(served.gateway) as socket:
        await socket.initialise(Authorization=f"Bearer {access_token()}")
        await socket.subscribe("query($n: Int) { products(first: $n) { list } }", n=1)
        assert (await socket.told())["payload"] == {"data": {"products": [{"list": 100}]}}
        assert await socket.told() == {"type": "complete", "id": "1"}
        await socket.subscribe('mutation { setPrice(sku: "p1", cents: 9) { list } }')
        assert (await socket.told())["payload"] == {"data": {"setPrice": {"list": 9}}}


async def test_a_refused_document_ends_its_operation_alone(served: Served) -> None:
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.subscribe("{ products { list } }", id="a")
        told = await socket.told()
        assert (told["type"], told["id"]) == ("error", "a")
        assert told["payload"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
        await socket.subscribe("{ products(first: 1) { sku } }", id="a")
        assert (await socket.told())["type"] == "next"


async def test_a_stored_document_is_masked_for_its_viewer(served: Served) -> None:
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.send(type="subscribe", id="a", payload={"documentId": "reviewed"})
        payload = (await socket.told())["payload"]
        assert payload["data"] == {"reviewed": {"body": "strong", "author": None}}
        assert payload["extensions"] == {"hidden": ["reviewed.author"]}


async def test_a_ping_is_answered_even_before_the_initialisation(served: Served) -> None:
    async with connected(served.gateway) as socket:
        await socket.send(type="ping")
        assert await socket.told() == {"type": "pong"}
        await socket.send(type="pong")
        await socket.initialise()


async def test_the_client_ends_a_subscription_and_may_use_its_id_again(served: Served) -> None:
    users, asked = served.shop.subgraphs["users"], asyncio.Event()

    async def hold(_document: str) -> None:
        asked.set()
        await asyncio.Event().wait()

    users.before = hold
    query = 'subscription { reviewed(sku: "p1") { author { email } } }'
    async with connected(served.gateway) as socket:
        await socket.initialise(Authorization=f"Bearer {access_token()}")
        await socket.subscribe(query)
        await asked.wait()
        await socket.send(type="complete", id="1")
        await socket.subscribe(REVIEWED)
        assert (await socket.told())["payload"] == STRONG


async def test_completing_an_unknown_operation_means_nothing(served: Served) -> None:
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.send(type="complete", id="never")
        await socket.send(type="ping")
        assert await socket.told() == {"type": "pong"}


async def test_a_client_that_leaves_before_the_initialisation_is_let_go(served: Served) -> None:
    async with connected(served.gateway) as socket:
        await socket.leave()


async def test_without_the_subprotocol_the_socket_is_closed(served: Served) -> None:
    async with connected(served.gateway, subprotocols=("graphql-ws",)) as socket:
        assert (await socket.closed())[0] == 4406


async def test_subscribing_before_the_acknowledgement_is_unauthorized(served: Served) -> None:
    async with connected(served.gateway) as socket:
        await socket.subscribe(REVIEWED)
        assert await socket.closed() == (4401, "Unauthorized")


async def test_a_second_initialisation_is_too_many(served: Served) -> None:
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.send(type="connection_init")
        assert await socket.closed() == (4429, "Too many initialisation requests")


async def test_an_id_in_use_closes_the_socket(served: Served) -> None:
    users, held = served.shop.subgraphs["users"], asyncio.Event()

    async def hold(_document: str) -> None:
        await held.wait()

    users.before = hold
    async with connected(served.gateway) as socket:
        await socket.initialise(Authorization=f"Bearer {access_token()}")
        await socket.subscribe("{ me { email } }", id="x")
        await socket.subscribe("{ me { email } }", id="x")
        assert await socket.closed() == (4409, "Subscriber for x already exists")


async def test_a_socket_that_never_initialises_is_closed(tmp_path: Path) -> None:
    async with serving(tmp_path, init_timeout=0.01) as served, connected(served.gateway) as socket:
        assert await socket.closed() == (4408, "Connection initialisation timeout")


@pytest.mark.parametrize(
    "message",
    [
        {"type": "unknown"},
        {"id": "1"},
        {"type": 7},
        {"type": "subscribe", "payload": {"query": "{ a }"}},
        {"type": "subscribe", "id": "", "payload": {"query": "{ a }"}},
        {"type": "subscribe", "id": "1"},
        {"type": "subscribe", "id": "1", "payload": []},
    ],
)
async def test_a_message_outside_the_protocol_closes_the_socket(served: Served, message: dict[str, Any]) -> None:
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.send(**message)
        assert (await socket.closed())[0] == 4400


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "null"])
async def test_a_text_that_is_no_message_closes_the_socket(served: Served, text: str) -> None:
    async with connected(served.gateway) as socket:
        await socket.send_text(text)
        assert (await socket.closed())[0] == 4400


async def test_an_initialisation_whose_payload_is_no_object_closes_the_socket(served: Served) -> None:
    async with connected(served.gateway) as socket:
        await socket.send(type="connection_init", payload="Bearer")
        assert (await socket.closed())[0] == 4400


async def test_bytes_and_oversized_texts_close_the_socket(tmp_path: Path) -> None:
    async with serving(tmp_path, body_limit=1000) as served:
        async with connected(served.gateway) as socket:
            await socket.send_bytes(b"{}")
            assert (await socket.closed())[0] == 4400
        async with connected(served.gateway) as socket:
            await socket.send_text(" " * 1001)
            assert (await socket.closed())[0] == 4400


@pytest.mark.parametrize("token", ["nonsense", access_token(exp=NOW - 100)])
async def test_a_token_that_does_not_hold_never_opens_a_socket(served: Served, token: str) -> None:
    async with connected(served.gateway) as socket:
        await socket.send(type="connection_init", payload={"Authorization": f"Bearer {token}"})
        assert (await socket.closed())[0] == 4403


@pytest.mark.parametrize("given", ["Bearer a\r\nx-more: 1", "Bearer \0", "Bearer \u20ac", 5])
@pytest.mark.parametrize("changes", [{}, {"issuers": (), "policies": None}], ids=["read here", "left to the subgraphs"])
async def test_credentials_that_no_header_can_hold_open_no_socket(
    tmp_path: Path, changes: dict[str, Any], given: object
) -> None:
    async with serving(tmp_path, **changes) as served, connected(served.gateway) as socket:
        await socket.send(type="connection_init", payload={"authorization": given})
        code, reason = await socket.closed()
    assert (code, reason.startswith("'Authorization' in the payload of connection_init")) == (4403, True)


async def test_a_cookie_opens_a_socket_only_from_our_own_pages(tmp_path: Path) -> None:
    async with serving(tmp_path, cors_origins=("https://shop.example",), cors_credentials=True) as served:
        cookie = {"cookie": f"werktor_session={access_token()}"}
        for origin in ("http://gateway", "https://shop.example"):
            async with connected(served.gateway, headers={**cookie, "origin": origin}) as socket:
                await socket.initialise()
                await socket.subscribe("{ products(first: 1) { list } }")
                assert (await socket.told())["payload"] == {"data": {"products": [{"list": 100}]}}
        async with connected(served.gateway, headers=cookie) as socket:
            await socket.send(type="connection_init")
            assert (await socket.closed())[0] == 4403


async def test_a_token_that_expires_meanwhile_starts_nothing_more(tmp_path: Path) -> None:
    now = [float(NOW)]
    async with serving(tmp_path, now=lambda: now[0]) as served, connected(served.gateway) as socket:
        await socket.initialise(Authorization=f"Bearer {access_token()}")
        now[0] += 700
        await socket.subscribe("{ products { list } }")
        assert (await socket.told())["payload"][0]["extensions"]["code"] == "INVALID_JWT"


async def test_a_fault_is_told_without_its_cause(served: Served) -> None:
    served.shop.subgraphs["products"].broken = RuntimeError("secret cause")
    async with connected(served.gateway, headers={"x-request-id": "request-0002"}) as socket:
        await socket.initialise()
        await socket.subscribe("{ products { sku } }")
        told = await socket.told()
        assert told["type"] == "error"
        assert told["payload"] == [
            {
                "message": "Internal server error",
                "extensions": {"code": "INTERNAL_SERVER_ERROR", "requestId": "request-0002"},
            }
        ]
    assert any("secret cause" in line.get("exception", "") for line in served.logged())


async def test_sockets_are_told_when_the_process_stops(tmp_path: Path) -> None:
    async with serving(tmp_path) as served, connected(served.gateway) as socket:
        await socket.initialise()
        await served.gateway.application.sockets.tell_going_away()
        assert await socket.closed() == (1001, "Going away")


async def test_sockets_are_served_at_one_address_only(served: Served) -> None:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await served.gateway({"type": "websocket", "path": "/other", "headers": [], "subprotocols": []}, receive, send)
    assert sent == [{"type": "websocket.close", "code": 1008}]
