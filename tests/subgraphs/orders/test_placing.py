"""Placing an order: exactly once per key, at the prices shown, with the goods reserved, or not at all."""

from __future__ import annotations

from tests.kit.placing import ADDRESS, BUYER, carts, fill, place, read
from tests.kit.placing_peers import PlacingPeers
from tests.kit.subgraphs import SubgraphClient


async def test_a_cart_becomes_a_confirmed_order_with_its_goods_and_prices(
    desk: SubgraphClient, world: PlacingPeers
) -> None:
    cart = await fill(desk, {"DRILL": 2, "TIN": 1})
    world.asked.clear()
    payload = await place(desk, cart.input(buyerReference="EV-1", requestedDate="2026-12-01"))
    assert payload["userErrors"] == []
    assert payload["cart"] is None
    order = payload["order"]
    assert (order["number"], order["state"], order["buyerReference"]) == ("100500", "CONFIRMED", "EV-1")
    assert order["shipTo"] == ADDRESS
    assert [(line["product"]["sku"], line["quantity"], line["state"]) for line in order["lines"]] == [
        ("DRILL", 2, "OPEN"),
        ("TIN", 1, "OPEN"),
    ]
    # 2 × 51.30 and a tin of ten: freight is free from 150.00, and 19 % once on the sum
    assert [line["lineNet"]["amount"] for line in order["lines"]] == ["102.60", "513.00"]
    assert order["charges"] == []
    assert order["netTotal"] == {"amount": "615.60", "currencyCode": "EUR"}
    assert (order["taxRate"], order["taxTotal"]["amount"], order["grossTotal"]["amount"]) == ("19", "116.96", "732.56")
    assert world.asked == ["Articles", "ReserveStock", "PriceOrder", "BindReservation"]
    assert {position: kept.reserved for position, kept in world.kept["100500"].items()} == {1: 2, 2: 10}
    assert world.bound == {"100500"}
    assert await read(desk, "100500", BUYER) == order
    assert await carts(desk) == []
