"""A subscription lives long: it is signed anew for each event and ends when its viewer's rights change."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import orjson
from joserfc import jws

from tests.kit.editing_policies import edit
from tests.kit.served import NOW, RULES, VIEWER_KEY, Served, access_token, serving
from tests.kit.sockets import connected

A_DAY = 24 * 3600
REVIEWED = 'subscription { reviewed(sku: "p1") { body } }'


class Turnstile:
    """Lets the events of the reviews through one by one."""

    def __init__(self, served: Served) -> None:
        self.pass_one = asyncio.Semaphore(0)
        self.waiting = asyncio.Event()
        reviews = served.shop.subgraphs["reviews"]
        subscribe = reviews.subscribe

        async def turned(body: bytes, headers: Any) -> Any:
            async for event in subscribe(body, headers):
                self.waiting.set()
                await self.pass_one.acquire()
                yield event

        reviews.subscribe = turned  # type: ignore[method-assign]


async def test_it_ends_before_another_event_when_what_its_viewer_may_see_changes(served: Served) -> None:
    turnstile = Turnstile(served)
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.subscribe(REVIEWED)
        turnstile.pass_one.release()
        assert (await socket.told())["payload"] == {"data": {"reviewed": {"body": "strong"}}}
        await edit(served, RULES.replace("p, visitor, Review.body, read, allow\n", ""))
        turnstile.pass_one.release()
        told = await socket.told()
        assert (told["type"], told["payload"][0]["extensions"]["code"]) == ("error", "SUBSCRIPTION_SCHEMA_RELOAD")
        assert "loud" not in orjson.dumps(told).decode()


async def test_it_goes_on_when_only_the_rights_of_others_change(served: Served) -> None:
    turnstile = Turnstile(served)
    async with connected(served.gateway) as socket:
        await socket.initialise(Authorization=f"Bearer {access_token()}")
        await socket.subscribe(REVIEWED)
        turnstile.pass_one.release()
        await socket.told()
        await edit(served, RULES.replace("p, visitor, Review.body, read, allow\n", ""))
        turnstile.pass_one.release()
        assert (await socket.told())["payload"] == {"data": {"reviewed": {"body": "loud"}}}


async def test_it_ends_before_another_event_when_its_token_has_expired(tmp_path: Path) -> None:
    now = [float(NOW)]
    async with serving(tmp_path, now=lambda: now[0]) as served, connected(served.gateway) as socket:
        turnstile = Turnstile(served)
        await socket.initialise(Authorization=f"Bearer {access_token()}")
        await socket.subscribe(REVIEWED)
        turnstile.pass_one.release()
        assert (await socket.told())["payload"] == {"data": {"reviewed": {"body": "strong"}}}
        now[0] += A_DAY
        turnstile.pass_one.release()
        told = await socket.told()
        assert (told["type"], told["payload"][0]["extensions"]["code"]) == ("error", "INVALID_JWT")
        assert "loud" not in orjson.dumps(told).decode()


async def test_the_end_is_told_inside_an_event_stream_too(served: Served) -> None:
    turnstile = Turnstile(served)
    streaming = asyncio.create_task(served.post({"query": REVIEWED}, accept="text/event-stream"))
    async with asyncio.timeout(5):
        await turnstile.waiting.wait()
    await edit(served, RULES.replace("p, visitor, Review.body, read, allow\n", ""))
    turnstile.pass_one.release()
    response = await streaming
    assert "SUBSCRIPTION_SCHEMA_RELOAD" in response.text
    assert "strong" not in response.text


async def test_the_viewer_is_signed_anew_for_what_later_events_need(tmp_path: Path) -> None:
    now = [float(NOW)]
    async with serving(tmp_path, now=lambda: now[0]) as served, connected(served.gateway) as socket:
        turnstile = Turnstile(served)
        await socket.initialise(Authorization=f"Bearer {access_token()}")
        await socket.subscribe('subscription { reviewed(sku: "p1") { author { email } } }')
        for _ in range(2):
            turnstile.pass_one.release()
            await socket.told()
            now[0] += 300
        expiries = [_expiry(one["x-werktor-viewer"]) for one in served.shop.subgraphs["users"].headers]
    assert expiries[1] - expiries[0] == 300


def _expiry(header: str) -> int:
    payload: dict[str, Any] = orjson.loads(jws.deserialize_compact(header, VIEWER_KEY, algorithms=["Ed25519"]).payload)
    return int(payload["exp"])
