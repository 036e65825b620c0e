"""Whose carts are whose, and how lines are changed: the version says which cart was meant."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from subgraphs.orders.tables.carts import CARTS
from tests.kit.carts import (
    BUYER,
    COLLEAGUE,
    ELSEWHERE,
    PRIVATE,
    STAFF,
    VISITOR,
    WAREHOUSE,
    add,
    become_order,
    cart,
    change,
    codes,
    count,
    held,
    line,
    remove,
)
from tests.kit.ordering_peers import OrderingPeers
from tests.kit.subgraphs import SubgraphClient


@pytest.mark.parametrize("other", [COLLEAGUE, ELSEWHERE, PRIVATE])
async def test_nobody_meets_the_cart_of_another(shop: SubgraphClient, other: dict[str, Any]) -> None:
    mine = (await add(shop, line("DRILL")))["cart"]
    document = "query($id: ID) { cart(id: $id) { id } carts { id } }"
    assert await shop.data(document, other, {"id": mine["id"]}) == {"cart": None, "carts": []}
    keys = [{"__typename": "Cart", "id": mine["id"]}]
    assert await shop.entities("... on Cart { version }", keys, other) == [None]
    assert await shop.entities("... on Cart { version }", keys, BUYER) == [{"version": 1}]
    refused = [("CART_NOT_FOUND", "input.cartId", None)]
    assert codes(await add(shop, line("SAW"), key="k2", who=other, cartId=mine["id"])) == refused
    assert codes(await change(shop, other, cartId=mine["id"], version=1, position=1, quantity=9)) == refused
    assert codes(await remove(shop, other, cartId=mine["id"], version=1)) == refused
    assert held(await cart(shop)) == [(1, "DRILL", 1, None)]


@pytest.mark.parametrize("nobody", [WAREHOUSE, STAFF, VISITOR])
async def test_who_may_fill_no_cart_has_none_and_changes_none(
    shop: SubgraphClient, peers: OrderingPeers, nobody: dict[str, Any]
) -> None:
    assert await shop.data("{ cart { id } carts { id } }", nobody) == {"cart": None, "carts": None}
    refused = [("NOT_ALLOWED", "", None)]
    assert codes(await add(shop, line("DRILL"), who=nobody)) == refused
    assert codes(await change(shop, nobody, cartId="x", version=1, position=1)) == refused
    assert codes(await remove(shop, nobody, cartId="x", version=1)) == refused
    assert (peers.asked, await count(shop, CARTS)) == ([], 0)


async def test_a_cart_that_has_become_an_order_is_gone(shop: SubgraphClient) -> None:
    mine = (await add(shop, line("DRILL")))["cart"]
    await become_order(shop)
    assert await shop.data("{ cart { id } carts { id } }", BUYER) == {"cart": None, "carts": []}
    ordered = [("CART_ORDERED", "input.cartId", None)]
    assert codes(await change(shop, cartId=mine["id"], version=1, position=1, quantity=2)) == ordered
    assert codes(await remove(shop, cartId=mine["id"], version=1)) == ordered
    assert codes(await add(shop, line("SAW"), key="k2", cartId=mine["id"])) == ordered
    fresh = await add(shop, line("SAW"), key="k3")
    assert held(fresh["cart"]) == [(1, "SAW", 1, None)]
    assert fresh["cart"]["id"] != mine["id"]
    assert (await add(shop, line("DRILL")))["cart"] is None


async def test_quantity_and_text_of_a_line_are_changed(shop: SubgraphClient) -> None:
    mine = (await add(shop, line("DRILL", 1, "Halle 3"), line("SAW")))["cart"]
    payload = await change(shop, cartId=mine["id"], version=1, position=1, quantity=5)
    assert (held(payload["cart"])[0], payload["cart"]["version"]) == ((1, "DRILL", 5, "Halle 3"), 2)
    payload = await change(shop, cartId=mine["id"], version=2, position=1, lineText="")
    assert held(payload["cart"])[0] == (1, "DRILL", 5, None)
    payload = await change(shop, cartId=mine["id"], version=3, position=1)
    assert payload["cart"]["version"] == 3


async def test_a_changed_quantity_must_be_valid(shop: SubgraphClient) -> None:
    mine = (await add(shop, line("4006381333948", 2)))["cart"]
    for quantity, following in ((5, 20), (21, 30), (0, 20), (100_001, None)):
        payload = await change(shop, cartId=mine["id"], version=1, position=1, quantity=quantity)
        assert codes(payload) == [("QUANTITY_NOT_VALID", "input.quantity", following)]
        assert held(payload["cart"]) == [(1, "BIT", 20, None)]


async def test_a_text_must_not_be_too_long(shop: SubgraphClient) -> None:
    mine = (await add(shop, line("DRILL")))["cart"]
    payload = await change(shop, cartId=mine["id"], version=1, position=1, lineText="x" * 201)
    assert codes(payload) == [("TEXT_TOO_LONG", "input.lineText", None)]


async def test_a_text_that_another_line_has_makes_them_one(shop: SubgraphClient) -> None:
    mine = (await add(shop, line("DRILL"), line("DRILL", 2, "Halle 3")))["cart"]
    payload = await change(shop, cartId=mine["id"], version=1, position=2, lineText="")
    assert held(payload["cart"]) == [(2, "DRILL", 3, None)]


async def test_lines_are_taken_out_and_the_others_keep_their_place(shop: SubgraphClient) -> None:
    mine = (await add(shop, line("DRILL"), line("SAW"), line("TIN")))["cart"]
    payload = await remove(shop, cartId=mine["id"], version=1, positions=[2, 9])
    assert codes(payload) == [("LINE_NOT_FOUND", "input.positions.1", None)]
    assert (len(payload["cart"]["lines"]), payload["cart"]["version"]) == (3, 1)
    payload = await remove(shop, cartId=mine["id"], version=1, positions=[2])
    assert held(payload["cart"]) == [(1, "DRILL", 1, None), (3, "TIN", 1, None)]
    payload = await remove(shop, cartId=mine["id"], version=2)
    assert (payload["cart"]["lines"], payload["cart"]["version"]) == ([], 3)


async def test_who_changes_an_older_version_is_shown_the_cart_as_it_stands(shop: SubgraphClient) -> None:
    mine = (await add(shop, line("DRILL")))["cart"]
    await add(shop, line("SAW"), key="k2")
    for payload in (
        await change(shop, cartId=mine["id"], version=1, position=1, quantity=9),
        await remove(shop, cartId=mine["id"], version=1),
    ):
        assert codes(payload) == [("CART_CHANGED", "input.version", None)]
        assert (held(payload["cart"]), payload["cart"]["version"]) == ([(1, "DRILL", 1, None), (2, "SAW", 1, None)], 2)


async def test_of_changes_at_once_one_is_done(shop: SubgraphClient) -> None:
    mine = (await add(shop, line("DRILL")))["cart"]
    payloads = await asyncio.gather(
        *(change(shop, cartId=mine["id"], version=1, position=1, quantity=quantity) for quantity in range(2, 12))
    )
    done = [payload for payload in payloads if not payload["userErrors"]]
    assert len(done) == 1
    assert {code for payload in payloads for code, _, _ in codes(payload)} == {"CART_CHANGED"}
    assert held(await cart(shop)) == held(done[0]["cart"])


async def test_mutations_of_one_document_each_answer_the_cart_after_it(shop: SubgraphClient) -> None:
    mine = (await add(shop, line("DRILL")))["cart"]
    document = """mutation($id: ID!) {
        one: changeCartLine(input: {cartId: $id, version: 1, position: 1, quantity: 2}) { cart { lines { quantity } } }
        two: changeCartLine(input: {cartId: $id, version: 2, position: 1, quantity: 3}) { cart { lines { quantity } } }
    }"""
    told = await shop.data(document, BUYER, {"id": mine["id"]})
    assert [told[name]["cart"]["lines"][0]["quantity"] for name in ("one", "two")] == [2, 3]
