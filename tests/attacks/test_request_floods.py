"""The attacker asks cheap things, but asks them thousands of times a minute, from one account or one address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.kit.attacking import codes
from tests.kit.served import NOW, REQUEST_ID, Served, access_token, serving
from tests.kit.sockets import connected

QUERY = {"query": "{ products(first: 1) { sku } }"}
DATA = {"data": {"products": [{"sku": "p1"}]}}


async def flood(served: Served, requests: int, **headers: str) -> list[int]:
    return [(await served.post(QUERY, **headers)).status_code for _ in range(requests)]


def bearer(subject: str) -> dict[str, str]:
    return {"authorization": f"Bearer {access_token(sub=subject)}"}


async def test_an_address_may_ask_so_often_a_minute_and_no_more(tmp_path: Path) -> None:
    async with serving(tmp_path, rate_per_address=3) as served:
        assert await flood(served, 5) == [200, 200, 200, 429, 429]
        assert served.asked() == {"products": 3}


async def test_an_account_may_ask_so_often_a_minute_wherever_it_is(tmp_path: Path) -> None:
    async with serving(tmp_path, rate_per_account=3, rate_per_address=1) as served:
        assert await flood(served, 5, **bearer("user:a")) == [200, 200, 200, 429, 429]
        assert await flood(served, 3, **bearer("user:b")) == [200, 200, 200], "another account, one address"
        assert served.asked() == {"products": 6}


async def test_a_refusal_says_when_to_try_again_and_then_it_works(tmp_path: Path) -> None:
    now = float(NOW)
    async with serving(tmp_path, now=lambda: now, rate_per_address=2) as served:
        await flood(served, 2)
        refused = await served.post(QUERY)
        (error,) = refused.json()["errors"]
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "15")
        assert error["extensions"] == {"code": "REQUEST_RATE_LIMITED", "retryAfter": 15}
        assert "try again in 15 s" in error["message"]
        now += 15
        assert (await served.post(QUERY)).json() == DATA


@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json", "text/event-stream"])
async def test_it_is_told_by_status_under_every_type(tmp_path: Path, accept: str) -> None:
    async with serving(tmp_path, rate_per_address=1) as served:
        await flood(served, 1)
        refused = await served.post(QUERY, accept=accept)
        assert (refused.status_code, codes(refused.json())) == (429, {"REQUEST_RATE_LIMITED"})
        assert served.asked() == {"products": 1}


async def test_tokens_that_do_not_hold_are_counted_for_their_address(tmp_path: Path) -> None:
    async with serving(tmp_path, rate_per_address=3) as served:
        guesses = [await flood(served, 1, authorization=f"Bearer guess{number}") for number in range(5)]
        assert guesses == [[401], [401], [401], [429], [429]]
        assert await flood(served, 1, **bearer("user:a")) == [200], "who has an account is not locked out by it"


async def test_documents_of_the_manifest_and_broken_ones_count_alike(tmp_path: Path) -> None:
    async with serving(tmp_path, rate_per_address=3) as served:
        bodies: list[Any] = [{"documentId": "shelf"}, {"documentId": "none"}, {"query": "{"}, QUERY]
        assert [(await served.post(body)).status_code for body in bodies] == [200, 404, 400, 429]


async def from_address(served: Served, peer: str, forwarded: str | None) -> int:
    headers = {"content-type": "application/json", "x-request-id": REQUEST_ID}
    if forwarded is not None:
        headers["x-forwarded-for"] = forwarded
    transport = httpx2.ASGITransport(app=served.gateway, client=(peer, 4711))
    async with httpx2.AsyncClient(transport=transport, base_url="http://gateway") as http:
        return (await http.post("/graphql", json=QUERY, headers=headers)).status_code


async def test_an_invented_origin_is_no_way_round(tmp_path: Path) -> None:
    async with serving(tmp_path, rate_per_address=2) as served:
        told = [await from_address(served, "203.0.113.7", f"1.2.3.{number}") for number in range(4)]
    assert told == [200, 200, 429, 429]


async def test_nor_is_one_invented_in_front_of_our_proxy(tmp_path: Path) -> None:
    async with serving(tmp_path, rate_per_address=2, trusted_proxies=("10.0.0.0/8",)) as served:
        told = [await from_address(served, "10.0.0.1", f"1.2.3.{number}, 203.0.113.7") for number in range(4)]
        other = await from_address(served, "10.0.0.1", "203.0.113.8")
    assert (told, other) == ([200, 200, 429, 429], 200)


async def test_operations_of_one_socket_are_counted_one_by_one(tmp_path: Path) -> None:
    async with serving(tmp_path, rate_per_address=3) as served, connected(served.gateway) as socket:
        await socket.initialise()
        for number in range(2):
            await socket.subscribe(QUERY["query"], id=str(number))
            assert [(await socket.told())["type"] for _ in range(2)] == ["next", "complete"]
        await socket.subscribe(QUERY["query"], id="one more")
        told = await socket.told()
        assert (told["type"], told["payload"][0]["extensions"]["code"]) == ("error", "REQUEST_RATE_LIMITED")
        assert served.asked() == {"products": 2}


async def test_nor_can_sockets_be_opened_without_end(tmp_path: Path) -> None:
    async with serving(tmp_path, rate_per_address=1) as served:
        async with connected(served.gateway) as socket:
            await socket.initialise()
        async with connected(served.gateway) as socket:
            await socket.send(type="connection_init")
            code, reason = await socket.closed()
    assert (code, "try again in" in reason) == (4403, True)


async def test_the_events_of_a_till_that_listens_are_not_counted(tmp_path: Path) -> None:
    async with serving(tmp_path, rate_per_account=2) as served, connected(served.gateway) as socket:
        await socket.initialise(Authorization=f"Bearer {access_token()}")
        await socket.subscribe('subscription { reviewed(sku: "p1") { body } }')
        assert [(await socket.told())["type"] for _ in range(3)] == ["next", "next", "complete"]
