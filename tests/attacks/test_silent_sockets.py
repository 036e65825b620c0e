"""The attacker opens sockets and says nothing, or never what counts, until no more can be opened."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from gateway.serving.socket_messages import FORBIDDEN, INIT_TIMEOUT, UNAUTHORIZED
from tests.kit.served import Served, access_token, serving
from tests.kit.sockets import connected

SHORT = 0.05


async def test_sockets_that_say_nothing_are_closed_and_forgotten(tmp_path: Path) -> None:
    async with serving(tmp_path, init_timeout=SHORT) as served, AsyncExitStack() as stack:
        sockets = [await stack.enter_async_context(connected(served.gateway)) for _ in range(50)]
        for socket in sockets:
            assert await socket.closed() == (INIT_TIMEOUT, "Connection initialisation timeout")
        assert served.asked() == {}
        await stack.aclose()
        assert not served.gateway.application.sockets.open


async def test_pings_put_the_deadline_off_by_nothing(tmp_path: Path) -> None:
    async with serving(tmp_path, init_timeout=SHORT) as served, connected(served.gateway) as socket:
        closed = asyncio.create_task(_closed(socket.from_server))
        while not closed.done():
            await socket.send(type="ping")
            await asyncio.sleep(0)
        assert await closed == INIT_TIMEOUT
        assert served.asked() == {}


async def _closed(told: asyncio.Queue[dict[str, object]]) -> object:
    """The code with which the server closes; pongs before it are passed over."""
    async with asyncio.timeout(5):
        while (message := await told.get())["type"] != "websocket.close":
            continue
    return message["code"]


async def test_a_socket_that_asks_before_it_says_who_it_is_is_closed(served: Served) -> None:
    async with connected(served.gateway) as socket:
        await socket.subscribe("{ products(first: 1) { sku } }")
        assert (await socket.closed())[0] == UNAUTHORIZED
    assert served.asked() == {}


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer x", "Basic YTpi", f"Bearer {access_token()[:-2]}"])
async def test_a_token_that_does_not_hold_opens_nothing(served: Served, token: str) -> None:
    async with connected(served.gateway) as socket:
        await socket.send(type="connection_init", payload={"Authorization": token})
        if token:
            assert (await socket.closed())[0] == FORBIDDEN
        else:
            assert await socket.told() == {"type": "connection_ack"}
    assert served.asked() == {}


async def test_one_socket_holds_a_hundred_operations_and_no_more(served: Served) -> None:
    held = asyncio.Event()

    async def hold(_query: str) -> None:
        await held.wait()

    served.shop.subgraphs["products"].before = hold
    async with connected(served.gateway) as socket:
        await socket.initialise()
        for number in range(101):
            await socket.subscribe("{ products(first: 1) { sku } }", id=str(number))
        refused = await socket.told()
        assert (refused["type"], refused["id"]) == ("error", "100")
        assert refused["payload"][0]["extensions"]["code"] == "SUBSCRIPTION_LIMIT_EXCEEDED"
        held.set()
        answered = [await socket.told() for _ in range(200)]
    assert {one["id"] for one in answered if one["type"] == "next"} == {str(number) for number in range(100)}
