"""Stock changes travel through the whole house over graphql-transport-ws, each viewer seeing his own part."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson

from tests.kit.house import Asker, Person

SUBSCRIPTION = """
subscription {
  stockChanged(skus: ["HW-1001"]) {
    product { sku name units { order } }
    availability { light quantity }
  }
}
"""
LIGHT_ONLY = SUBSCRIPTION.replace(" quantity", "")


class Socket:
    """One WebSocket of a client, spoken to over ASGI."""

    def __init__(self) -> None:
        self.to_server: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.to_client: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def send(self, message: dict[str, Any]) -> None:
        await self.to_server.put({"type": "websocket.receive", "text": orjson.dumps(message).decode()})

    async def message(self) -> dict[str, Any]:
        async with asyncio.timeout(20):
            event = await self.to_client.get()
        assert event["type"] == "websocket.send", event
        received: dict[str, Any] = orjson.loads(event["text"])
        return received


@asynccontextmanager
async def socket_of(house: Asker, who: str) -> AsyncIterator[Socket]:
    socket = Socket()
    scope = {
        "type": "websocket",
        "path": "/graphql",
        "headers": [(b"host", b"werktor")],
        "subprotocols": ["graphql-transport-ws"],
    }
    await socket.to_server.put({"type": "websocket.connect"})
    serving = asyncio.create_task(house.house.app(scope, socket.to_server.get, socket.to_client.put))
    accepted = await socket.to_client.get()
    assert accepted == {"type": "websocket.accept", "subprotocol": "graphql-transport-ws"}
    payload = {} if who == "visitor" else {"Authorization": f"Bearer {await house.token(Person(who))}"}
    await socket.send({"type": "connection_init", "payload": payload})
    assert await socket.message() == {"type": "connection_ack"}
    try:
        yield socket
    finally:
        await socket.to_server.put({"type": "websocket.disconnect", "code": 1000})
        await serving


async def correct(house: Asker, difference: int, key: str) -> None:
    correction = {"key": key, "sku": "HW-1001", "warehouse": "DE-N", "difference": difference, "reason": "counted"}
    answer = await house.stored("CorrectStock", "logistics", {"input": correction})
    assert answer["data"]["correctStock"]["userErrors"] == [], answer


async def test_a_dealer_hears_the_exact_change_and_a_visitor_only_the_light(house: Asker) -> None:
    async with socket_of(house, "dealer") as dealer, socket_of(house, "visitor") as visitor:
        await dealer.send({"id": "1", "type": "subscribe", "payload": {"query": SUBSCRIPTION}})
        await visitor.send({"id": "1", "type": "subscribe", "payload": {"query": LIGHT_ONLY}})
        first = (await dealer.message())["payload"]["data"]["stockChanged"]
        assert first["product"]["sku"] == "HW-1001"
        assert first["product"]["name"]
        assert (await visitor.message())["payload"]["data"]["stockChanged"]["availability"] == {"light": "GREEN"}
        await correct(house, -3, "first")
        second = (await dealer.message())["payload"]["data"]["stockChanged"]
        assert second["availability"]["quantity"] == first["availability"]["quantity"] - 3
        await dealer.send({"id": "1", "type": "complete"})


async def test_a_visitor_who_asks_for_the_quantity_gets_an_error_and_no_event(house: Asker) -> None:
    async with socket_of(house, "visitor") as visitor:
        await visitor.send({"id": "q", "type": "subscribe", "payload": {"query": SUBSCRIPTION}})
        refused = await visitor.message()
        assert refused["type"] == "error"
        assert refused["payload"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


async def test_only_logistics_may_correct_stock_and_once_per_key(house: Asker) -> None:
    correction = {"key": "twice", "sku": "HW-1001", "warehouse": "DE-N", "difference": 4, "reason": "found"}
    refused = await house.stored("CorrectStock", "dealer", {"input": correction})
    assert "data" not in refused
    before = await house.data('{ product(sku: "HW-1001") { availability { quantity } } }', "logistics")
    for _ in range(2):
        assert (await house.stored("CorrectStock", "logistics", {"input": correction}))["data"]
    after = await house.data('{ product(sku: "HW-1001") { availability { quantity } } }', "logistics")
    quantities = [data["product"]["availability"]["quantity"] for data in (before, after)]
    assert quantities[1] == quantities[0] + 4
