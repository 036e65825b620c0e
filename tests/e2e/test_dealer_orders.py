"""A dealer pastes what he needs and orders it: one price on all the way, stock reserved once, a paper he can read."""

from __future__ import annotations

import asyncio
from collections import Counter
from decimal import Decimal
from typing import Any

from tests.kit.buying import cart_of, checked, codes, order_input, paper, told
from tests.kit.house import Asker
from tests.kit.quick_rows import FOUND_BY, LINES, OWED, PIECES, PROBLEMS
from tests.kit.stock_books import pools

ORDERS = "{ orders(first: 1) { totalCount } }"


async def reserved(house: Asker) -> Counter[str]:
    """The pieces that belong to somebody, by article."""
    held: Counter[str] = Counter()
    for (sku, *_), (_, pieces) in (await pools(house.house.services["stock"].database)).items():
        held[sku] += pieces
    return held


async def count(house: Asker) -> int:
    return int((await house.data(ORDERS, "dealer"))["orders"]["totalCount"])


async def place(house: Asker, given: dict[str, Any], who: str = "dealer") -> dict[str, Any]:
    payload: dict[str, Any] = await told(house, "PlaceOrder", who, {"input": given})
    return payload


async def test_every_pasted_row_has_a_price_and_a_promise_or_says_the_way_out(house: Asker) -> None:
    quick = await checked(house, "dealer")
    rows = quick["rows"]
    assert len(rows) == 20
    bad = {row["number"]: row["problem"] for row in rows if row["problem"]}
    assert {number: (problem["code"], problem["nextQuantity"]) for number, problem in bad.items()} == PROBLEMS
    assert all(problem["message"] for problem in bad.values())
    good = [row for row in rows if not row["problem"]]
    assert [row["foundBy"] for row in good] == [*FOUND_BY]
    assert all(row["unitNet"] and row["lineNet"] and row["light"] and row["promisedDate"] for row in good)
    assert sum(Decimal(row["lineNet"]["amount"]) for row in good) == Decimal(quick["netTotal"]["amount"])


async def test_what_was_checked_costs_the_same_in_the_cart_in_the_order_and_on_its_paper(house: Asker) -> None:
    checked_for = (await checked(house, "dealer"))["netTotal"]
    cart = await cart_of(house, "dealer")
    assert (cart["orderable"], cart["charges"], len(cart["lines"])) == (True, [], LINES)
    placed = await place(house, order_input(cart))
    assert placed["userErrors"] == []
    order = placed["order"]
    assert cart["netTotal"] == order["netTotal"] == checked_for
    assert order["grossTotal"] == cart["grossTotal"]
    assert [line["lineNet"] for line in order["lines"]] == [line["lineNet"] for line in cart["lines"]]
    number, net, gross = order["number"], checked_for["amount"], order["grossTotal"]["amount"]
    name, german = await paper(house, "dealer", number, "de")
    assert name == f"Auftragsbestaetigung-{number}.pdf"
    for part in (
        number,
        "EV-4711",
        "21.12.2026",
        "Teutoburger Straße 50",
        "Halle 3",
        "EV 10.001",
        "Akku-Bohrschrauber",
    ):
        assert part in german, part
    assert _german(net) in german
    assert _german(gross) in german
    name, english = await paper(house, "dealer", number, "en")
    assert name == f"Order-confirmation-{number}.pdf"
    for part in (number, "21 Dec 2026", "Halle 3", f"€{Decimal(net):,.2f}", f"€{Decimal(gross):,.2f}"):
        assert part in english, part
    for line in order["lines"]:
        assert line["product"]["sku"] in german
        assert line["product"]["sku"] in english
        assert _german(line["lineNet"]["amount"]) in german


async def test_exactly_what_was_ordered_is_reserved_and_what_is_not_there_is_owed(house: Asker) -> None:
    before = await reserved(house)
    order = (await place(house, order_input(await cart_of(house, "dealer"))))["order"]
    assert await reserved(house) - before == Counter(PIECES)
    owed = {
        line["product"]["sku"]: line["backOrderedQuantity"] for line in order["lines"] if line["backOrderedQuantity"]
    }
    assert owed == OWED


async def test_an_order_sent_again_or_twice_at_once_is_one_order(house: Asker) -> None:
    before, orders = await reserved(house), await count(house)
    given = order_input(await cart_of(house, "dealer"))
    at_once = await asyncio.gather(*(place(house, given) for _ in range(5)))
    again = await place(house, given)
    assert {payload["order"]["number"] for payload in [*at_once, again]} == {again["order"]["number"]}
    assert codes(await place(house, {**given, "buyerReference": "another"})) == ["KEY_REUSED"]
    another_key = await place(
        house, order_input({"id": given["cartId"], "version": given["cartVersion"], "priceMark": given["priceMark"]})
    )
    assert (another_key["order"], codes(another_key)) == (None, ["CART_ORDERED"])
    assert await reserved(house) - before == Counter(PIECES)
    assert await count(house) == orders + 1


async def test_nothing_is_ordered_at_prices_nobody_was_shown(house: Asker) -> None:
    before, orders = await reserved(house), await count(house)
    refused = await place(house, order_input(await cart_of(house, "dealer"), priceMark="of-another-day"))
    assert (refused["order"], codes(refused)) == (None, ["PRICES_CHANGED"])
    assert refused["cart"]["priceMark"]
    assert (await reserved(house), await count(house)) == (before, orders)


def _german(amount: str) -> str:
    return f"{Decimal(amount):,.2f}".translate(str.maketrans(",.", ".,"))
