"""Who may not order asks a colleague to, and learns no price on the way; who keeps the warehouse can do neither."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kit.buying import cart_of, checked, order_input, paper, request_input
from tests.kit.hidden import own_amounts, told_though_hidden
from tests.kit.house import Asker, asking, recording, settings_in
from tests.kit.quick_rows import FOUND_BY, TWENTY_ROWS
from tests.kit.stock_books import pools

HIDDEN = {
    "QuickOrder": ("quickOrder.netTotal", "quickOrder.rows.unitNet", "quickOrder.rows.lineNet"),
    "Cart": ("cart.netTotal", "cart.lines.lineNet", "cart.charges", "cart.priceMark"),
    "RequestOrder": ("requestOrder.order.netTotal", "requestOrder.order.lines.unitNet", "requestOrder.cart.netTotal"),
    "OrderPage": ("order.grossTotal", "order.lines.lineGross", "order.charges"),
    "MyOrders": ("orders.nodes.netTotal", "orders.nodes.grossTotal"),
}
"""By document some of what a requester may not see; an answer names all of it."""


async def ask(house: Asker, name: str, variables: dict[str, Any]) -> dict[str, Any]:
    """An answer to the requester, in which nothing of what is hidden from him may stand."""
    answer = await house.stored(name, "requester", variables)
    assert {*HIDDEN[name]} <= {*answer["extensions"]["hidden"]}
    assert told_though_hidden(answer) == []
    assert [*own_amounts(answer)] == []
    data: dict[str, Any] = answer["data"]
    return data


async def requested(house: Asker) -> dict[str, Any]:
    cart = await cart_of(house, "requester")
    payload = (await ask(house, "RequestOrder", {"input": request_input(cart)}))["requestOrder"]
    assert payload["userErrors"] == []
    order: dict[str, Any] = payload["order"]
    return order


async def test_he_is_told_what_his_rows_mean_and_when_they_come_and_no_price(house: Asker) -> None:
    rows = (await ask(house, "QuickOrder", {"text": TWENTY_ROWS}))["quickOrder"]["rows"]
    good = [row for row in rows if not row["problem"]]
    assert [row["foundBy"] for row in good] == [*FOUND_BY]
    assert all(row["light"] and row["promisedDate"] for row in good)
    await cart_of(house, "requester")
    cart = (await ask(house, "Cart", {}))["cart"]
    assert cart["orderable"]


async def test_his_request_waits_is_listed_and_keeps_the_goods_for_a_while(house: Asker) -> None:
    order = await requested(house)
    assert order["state"] == "AWAITING"
    assert order["reservedUntil"] == "2026-11-27T11:00:00+00:00"
    assert (await ask(house, "OrderPage", {"number": order["number"]}))["order"] == order
    listed = (await ask(house, "MyOrders", {"first": 5}))["orders"]["nodes"]
    assert (listed[0]["number"], listed[0]["state"]) == (order["number"], "AWAITING")


async def test_his_paper_names_the_goods_and_no_price(house: Asker) -> None:
    number = (await requested(house))["number"]
    for language, goods in (("de", "Akku-Bohrschrauber W18"), ("en", "HW-1001")):
        _, words = await paper(house, "requester", number, language)
        assert goods in words
        assert [sign for sign in ("€", "EUR") if sign in words] == [], language
    _, priced = await paper(house, "dealer", number, "de")
    assert "€" in priced


@pytest.mark.parametrize("who", ["requester", "warehouse", "accountant", "approver", "visitor"])
async def test_who_may_not_order_is_refused_before_anything_runs(who: str, var: Any) -> None:
    sent: list[Any] = []
    async with asking(settings_in(var), transports=recording(sent)) as house:
        filler = "requester" if who == "requester" else "dealer"
        cart = await cart_of(house, filler)
        before = await pools(house.house.services["stock"].database)
        mutations = {"PlaceOrder": order_input(cart, priceMark=cart["priceMark"] or "any")}
        if who != "requester":
            mutations |= {"RequestOrder": request_input(cart), "AddToCart": {"key": "k", "lines": []}}
        await house.stored("Viewer", who)
        sent.clear()
        for name, given in mutations.items():
            refused = await house.stored(name, who, {"input": given})
            assert "data" not in refused, name
            assert refused["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED", name
        assert sent == []
        assert await pools(house.house.services["stock"].database) == before


async def test_the_warehouse_has_neither_cart_nor_quick_order(house: Asker) -> None:
    assert (await checked(house, "dealer"))["rows"]
    for name, variables, root in (("Cart", {}, "cart"), ("QuickOrder", {"text": TWENTY_ROWS}, "quickOrder")):
        answer = await house.stored(name, "warehouse", variables)
        assert answer["data"][root] is None, name
        assert root in answer["extensions"]["hidden"], name
