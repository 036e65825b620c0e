"""Carts as customers fill and change them: own ones only, nothing doubled, nothing lost, prices of today."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update

from subgraphs.orders.subgraph import SUBGRAPH
from subgraphs.orders.tables.carts import BUYER_NUMBERS, CART_LINES, CARTS
from tests.kit.ordering_peers import OrderingPeers
from tests.kit.subgraphs import SubgraphClient, running

CART = """{ cart { id version lines { position product { sku } quantity buyerNumber lineText } } }"""
PRICES = """{ cart { priceMark taxRate netTotal { amount } taxTotal { amount } grossTotal { amount } orderable
    charges { kind net { amount } gross { amount } }
    lines { unitNet { amount } lineNet { amount } lineGross { amount } priceBefore { amount }
            light promisedDate onEnquiry problem { code nextQuantity } } } }"""
PAYLOAD = "cart { id version lines { position product { sku } quantity lineText } }"
ERRORS = "userErrors { code message path nextQuantity }"
ADD = f"mutation($input: AddToCartInput!) {{ addToCart(input: $input) {{ {PAYLOAD} {ERRORS} }} }}"
CHANGE = f"mutation($input: ChangeCartLineInput!) {{ changeCartLine(input: $input) {{ {PAYLOAD} {ERRORS} }} }}"
REMOVE = f"mutation($input: RemoveFromCartInput!) {{ removeFromCart(input: $input) {{ {PAYLOAD} {ERRORS} }} }}"

BUYER = {
    "sub": "user:me",
    "company": "c",
    "claims": ["kind:dealer"],
    "functions": ["buyer"],
    "groups": ["cart_amounts"],
}
COLLEAGUE = BUYER | {"sub": "user:other"}
ELSEWHERE = BUYER | {"company": "d"}
REQUESTER = BUYER | {"functions": ["requester"], "groups": []}
PRIVATE = BUYER | {"sub": "user:p", "company": "p", "claims": ["kind:private"], "functions": ["all"]}
FIRM = BUYER | {"claims": ["kind:firm"]}
WAREHOUSE = BUYER | {"functions": ["warehouse"]}
STAFF = {
    "sub": "user:s",
    "company": "hartwerk",
    "claims": ["staff:dealer_sales"],
    "functions": ["all"],
    "looks_at": "c",
}
VISITOR = {"sub": "visitor", "claims": ["kind:visitor"], "functions": ["all"]}


@pytest.fixture
def peers() -> OrderingPeers:
    return OrderingPeers()


@pytest.fixture
async def orders(database_url: str, peers: OrderingPeers) -> AsyncIterator[SubgraphClient]:
    async with running(SUBGRAPH, database_url, peers=peers) as client:
        async with client.services.database.write() as connection:
            rows = [{"company_id": "c", "number": number, "sku": "DRILL"} for number in ("mein bohrer", "bit")]
            await connection.execute(insert(BUYER_NUMBERS), rows)
        yield client


def line(number: str, quantity: int = 1, text: str | None = None) -> dict[str, Any]:
    return {"number": number, "quantity": quantity, "lineText": text}


async def add(
    orders: SubgraphClient, *lines: dict[str, Any], key: str = "k1", who: dict[str, Any] = BUYER, **more: Any
) -> dict[str, Any]:
    variables = {"input": {"key": key, "lines": list(lines), **more}}
    found: dict[str, Any] = (await orders.data(ADD, who, variables))["addToCart"]
    return found


async def change(orders: SubgraphClient, who: dict[str, Any] = BUYER, **given: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await orders.data(CHANGE, who, {"input": given}))["changeCartLine"]
    return found


async def remove(orders: SubgraphClient, who: dict[str, Any] = BUYER, **given: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await orders.data(REMOVE, who, {"input": given}))["removeFromCart"]
    return found


async def cart(orders: SubgraphClient, who: dict[str, Any] = BUYER, document: str = CART) -> Any:
    return (await orders.data(document, who))["cart"]


def held(cart: dict[str, Any] | None) -> list[tuple[int, str, int, str | None]]:
    """Position, article, quantity and text of each line."""
    return [
        (told["position"], told["product"]["sku"], told["quantity"], told["lineText"])
        for told in (cart or {"lines": []})["lines"]
    ]


def codes(payload: dict[str, Any]) -> list[tuple[str, str, int | None]]:
    return [(error["code"], ".".join(error["path"]), error["nextQuantity"]) for error in payload["userErrors"]]


async def become_order(orders: SubgraphClient, number: str = "100500") -> None:
    async with orders.services.database.write() as connection:
        await connection.execute(update(CARTS).values(order_number=number))


async def count(orders: SubgraphClient, table: Any) -> int:
    async with orders.services.database.read() as connection:
        return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())


# ---- filling --------------------------------------------------------------------------------------------------------


async def test_the_first_line_opens_a_cart_and_others_go_into_it(orders: SubgraphClient) -> None:
    assert await cart(orders) is None
    first = await add(orders, line("drill", 2))
    assert (held(first["cart"]), first["cart"]["version"]) == ([(1, "DRILL", 2, None)], 1)
    second = await add(orders, line("Mein Bohrer", 1, "Halle 3"), line("4006381333948", 2), key="k2")
    assert held(second["cart"]) == [(1, "DRILL", 2, None), (2, "DRILL", 1, "Halle 3"), (3, "BIT", 20, None)]
    assert (second["cart"]["id"], second["cart"]["version"]) == (first["cart"]["id"], 2)
    told = (await cart(orders))["lines"]
    assert [line["buyerNumber"] for line in told] == [None, "Mein Bohrer", None]


async def test_the_same_article_and_text_add_up(orders: SubgraphClient) -> None:
    await add(orders, line("DRILL"), line("DRILL", 2), line("DRILL", 1, "Halle 3"))
    payload = await add(orders, line("4006381333931", 4), line("DRILL", 1, "  Halle   3 "), key="k2")
    assert held(payload["cart"]) == [(1, "DRILL", 7, None), (2, "DRILL", 2, "Halle 3")]


async def test_all_lines_or_none_and_every_fault_named(orders: SubgraphClient) -> None:
    payload = await add(
        orders,
        line("DRILL"),
        line("NOTHING"),
        line("BIT", 25),
        line("DIRECT"),
        line("TIN", 0),
        line("4006381333955", 15),
        line("SAW", 1, "x" * 201),
        line("OLD"),
    )
    assert codes(payload) == [
        ("UNKNOWN_NUMBER", "input.lines.1.number", None),
        ("AMBIGUOUS_NUMBER", "input.lines.2.number", None),
        ("NOT_ORDERABLE", "input.lines.3.number", None),
        ("QUANTITY_NOT_VALID", "input.lines.4.quantity", 1),
        ("QUANTITY_NOT_VALID", "input.lines.5.quantity", 2),
        ("TEXT_TOO_LONG", "input.lines.6.lineText", None),
        ("NOT_ORDERABLE", "input.lines.7.number", None),
    ]
    assert payload["cart"] is None
    assert (await count(orders, CARTS), await count(orders, CART_LINES)) == (0, 0)


async def test_the_quantity_that_comes_of_it_must_be_valid(orders: SubgraphClient) -> None:
    assert codes(await add(orders, line("4006381333948"))) == [("QUANTITY_NOT_VALID", "input.lines.0.quantity", 20)]
    await add(orders, line("4006381333948", 2), key="k2")
    payload = await add(orders, line("4006381333948"), key="k3")
    assert (held(payload["cart"]), payload["userErrors"]) == ([(1, "BIT", 30, None)], [])


async def test_a_refusal_says_the_way_out_in_the_viewers_language(orders: SubgraphClient) -> None:
    messages = [
        (await add(orders, line("NOTHING"), key=language, who=BUYER | {"language": language}))["userErrors"][0][
            "message"
        ]
        for language in ("de", "en", "fr")
    ]
    german = "„NOTHING“ nennt keinen Artikel; prüfen Sie Artikelnummer, Ihre Nummer oder GTIN."
    english = "“NOTHING” names no article; check the article number, your own number or the GTIN."
    assert messages == [german, english, german]


async def test_the_same_key_adds_once(orders: SubgraphClient) -> None:
    first = await add(orders, line("DRILL", 2))
    await add(orders, line("SAW"), key="k2")
    again = await add(orders, line("DRILL", 2))
    assert again["cart"]["id"] == first["cart"]["id"]
    assert held(again["cart"]) == [(1, "DRILL", 2, None), (2, "SAW", 1, None)]
    assert codes(await add(orders, line("DRILL", 3))) == [("KEY_REUSED", "input.key", None)]
    assert held(await cart(orders)) == [(1, "DRILL", 2, None), (2, "SAW", 1, None)]


async def test_a_refusal_stays_the_answer_to_its_key(orders: SubgraphClient, peers: OrderingPeers) -> None:
    first = await add(orders, line("NOTHING"))
    peers.articles["NOTHING"] = peers.articles["DRILL"] | {"sku": "NOTHING"}
    assert await add(orders, line("NOTHING")) == first
    assert codes(await add(orders, line("DRILL"))) == [("KEY_REUSED", "input.key", None)]
    assert await count(orders, CARTS) == 0


async def test_a_failing_peer_leaves_the_key_free(orders: SubgraphClient, peers: OrderingPeers) -> None:
    peers.down = {"ArticlesNamed"}
    answer = await orders.answer(ADD, BUYER, {"input": {"key": "k1", "lines": [line("DRILL")]}})
    assert answer["errors"]
    assert await count(orders, CARTS) == 0
    peers.down = set()
    assert held((await add(orders, line("DRILL")))["cart"]) == [(1, "DRILL", 1, None)]


async def test_the_same_key_twenty_times_at_once_adds_once(orders: SubgraphClient) -> None:
    payloads = await asyncio.gather(*(add(orders, line("DRILL", 2)) for _ in range(20)))
    assert [held(payload["cart"]) for payload in payloads] == [[(1, "DRILL", 2, None)]] * 20
    assert await count(orders, CARTS) == 1


async def test_twenty_additions_at_once_are_all_in_one_cart(orders: SubgraphClient) -> None:
    payloads = await asyncio.gather(*(add(orders, line("DRILL"), key=f"k{number}") for number in range(20)))
    assert [payload["userErrors"] for payload in payloads] == [[]] * 20
    assert held(await cart(orders)) == [(1, "DRILL", 20, None)]
    assert ((await cart(orders))["version"], await count(orders, CARTS)) == (20, 1)


async def test_a_cart_holds_five_hundred_lines(orders: SubgraphClient) -> None:
    payload = await add(orders, *(line("DRILL", 1, f"Platz {number}") for number in range(500)))
    assert len(payload["cart"]["lines"]) == 500
    assert codes(await add(orders, line("SAW"), key="k2")) == [("TOO_MANY_LINES", "input.lines", None)]
    assert codes(await add(orders, *[line("SAW")] * 501, key="k3")) == [("TOO_MANY_LINES", "input.lines", None)]
    assert held((await add(orders, line("DRILL", 1, "Platz 7"), key="k4"))["cart"])[7] == (8, "DRILL", 2, "Platz 7")


# ---- whose ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("other", [COLLEAGUE, ELSEWHERE, PRIVATE])
async def test_nobody_meets_the_cart_of_another(orders: SubgraphClient, other: dict[str, Any]) -> None:
    mine = (await add(orders, line("DRILL")))["cart"]
    document = "query($id: ID) { cart(id: $id) { id } carts { id } }"
    assert await orders.data(document, other, {"id": mine["id"]}) == {"cart": None, "carts": []}
    keys = [{"__typename": "Cart", "id": mine["id"]}]
    assert await orders.entities("... on Cart { version }", keys, other) == [None]
    assert await orders.entities("... on Cart { version }", keys, BUYER) == [{"version": 1}]
    refused = [("CART_NOT_FOUND", "input.cartId", None)]
    assert codes(await add(orders, line("SAW"), key="k2", who=other, cartId=mine["id"])) == refused
    assert codes(await change(orders, other, cartId=mine["id"], version=1, position=1, quantity=9)) == refused
    assert codes(await remove(orders, other, cartId=mine["id"], version=1)) == refused
    assert held(await cart(orders)) == [(1, "DRILL", 1, None)]


@pytest.mark.parametrize("nobody", [WAREHOUSE, STAFF, VISITOR])
async def test_who_may_fill_no_cart_has_none_and_changes_none(
    orders: SubgraphClient, peers: OrderingPeers, nobody: dict[str, Any]
) -> None:
    assert await orders.data("{ cart { id } carts { id } }", nobody) == {"cart": None, "carts": None}
    refused = [("NOT_ALLOWED", "", None)]
    assert codes(await add(orders, line("DRILL"), who=nobody)) == refused
    assert codes(await change(orders, nobody, cartId="x", version=1, position=1)) == refused
    assert codes(await remove(orders, nobody, cartId="x", version=1)) == refused
    assert (peers.asked, await count(orders, CARTS)) == ([], 0)


async def test_a_cart_that_has_become_an_order_is_gone(orders: SubgraphClient) -> None:
    mine = (await add(orders, line("DRILL")))["cart"]
    await become_order(orders)
    assert await orders.data("{ cart { id } carts { id } }", BUYER) == {"cart": None, "carts": []}
    ordered = [("CART_ORDERED", "input.cartId", None)]
    assert codes(await change(orders, cartId=mine["id"], version=1, position=1, quantity=2)) == ordered
    assert codes(await remove(orders, cartId=mine["id"], version=1)) == ordered
    assert codes(await add(orders, line("SAW"), key="k2", cartId=mine["id"])) == ordered
    fresh = await add(orders, line("SAW"), key="k3")
    assert held(fresh["cart"]) == [(1, "SAW", 1, None)]
    assert fresh["cart"]["id"] != mine["id"]
    assert (await add(orders, line("DRILL")))["cart"] is None


# ---- changing -------------------------------------------------------------------------------------------------------


async def test_quantity_and_text_of_a_line_are_changed(orders: SubgraphClient) -> None:
    mine = (await add(orders, line("DRILL", 1, "Halle 3"), line("SAW")))["cart"]
    payload = await change(orders, cartId=mine["id"], version=1, position=1, quantity=5)
    assert (held(payload["cart"])[0], payload["cart"]["version"]) == ((1, "DRILL", 5, "Halle 3"), 2)
    payload = await change(orders, cartId=mine["id"], version=2, position=1, lineText="")
    assert held(payload["cart"])[0] == (1, "DRILL", 5, None)
    payload = await change(orders, cartId=mine["id"], version=3, position=1)
    assert payload["cart"]["version"] == 3


async def test_a_changed_quantity_must_be_valid(orders: SubgraphClient) -> None:
    mine = (await add(orders, line("4006381333948", 2)))["cart"]
    for quantity, following in ((5, 20), (21, 30), (0, 20), (100_001, None)):
        payload = await change(orders, cartId=mine["id"], version=1, position=1, quantity=quantity)
        assert codes(payload) == [("QUANTITY_NOT_VALID", "input.quantity", following)]
        assert held(payload["cart"]) == [(1, "BIT", 20, None)]


async def test_a_text_must_not_be_too_long(orders: SubgraphClient) -> None:
    mine = (await add(orders, line("DRILL")))["cart"]
    payload = await change(orders, cartId=mine["id"], version=1, position=1, lineText="x" * 201)
    assert codes(payload) == [("TEXT_TOO_LONG", "input.lineText", None)]


async def test_a_text_that_another_line_has_makes_them_one(orders: SubgraphClient) -> None:
    mine = (await add(orders, line("DRILL"), line("DRILL", 2, "Halle 3")))["cart"]
    payload = await change(orders, cartId=mine["id"], version=1, position=2, lineText="")
    assert held(payload["cart"]) == [(2, "DRILL", 3, None)]


async def test_lines_are_taken_out_and_the_others_keep_their_place(orders: SubgraphClient) -> None:
    mine = (await add(orders, line("DRILL"), line("SAW"), line("TIN")))["cart"]
    payload = await remove(orders, cartId=mine["id"], version=1, positions=[2, 9])
    assert codes(payload) == [("LINE_NOT_FOUND", "input.positions.1", None)]
    assert (len(payload["cart"]["lines"]), payload["cart"]["version"]) == (3, 1)
    payload = await remove(orders, cartId=mine["id"], version=1, positions=[2])
    assert held(payload["cart"]) == [(1, "DRILL", 1, None), (3, "TIN", 1, None)]
    payload = await remove(orders, cartId=mine["id"], version=2)
    assert (payload["cart"]["lines"], payload["cart"]["version"]) == ([], 3)


async def test_who_changes_an_older_version_is_shown_the_cart_as_it_stands(orders: SubgraphClient) -> None:
    mine = (await add(orders, line("DRILL")))["cart"]
    await add(orders, line("SAW"), key="k2")
    for payload in (
        await change(orders, cartId=mine["id"], version=1, position=1, quantity=9),
        await remove(orders, cartId=mine["id"], version=1),
    ):
        assert codes(payload) == [("CART_CHANGED", "input.version", None)]
        assert (held(payload["cart"]), payload["cart"]["version"]) == ([(1, "DRILL", 1, None), (2, "SAW", 1, None)], 2)


async def test_of_changes_at_once_one_is_done(orders: SubgraphClient) -> None:
    mine = (await add(orders, line("DRILL")))["cart"]
    payloads = await asyncio.gather(
        *(change(orders, cartId=mine["id"], version=1, position=1, quantity=quantity) for quantity in range(2, 12))
    )
    done = [payload for payload in payloads if not payload["userErrors"]]
    assert len(done) == 1
    assert {code for payload in payloads for code, _, _ in codes(payload)} == {"CART_CHANGED"}
    assert held(await cart(orders)) == held(done[0]["cart"])


async def test_mutations_of_one_document_each_answer_the_cart_after_it(orders: SubgraphClient) -> None:
    mine = (await add(orders, line("DRILL")))["cart"]
    document = """mutation($id: ID!) {
        one: changeCartLine(input: {cartId: $id, version: 1, position: 1, quantity: 2}) { cart { lines { quantity } } }
        two: changeCartLine(input: {cartId: $id, version: 2, position: 1, quantity: 3}) { cart { lines { quantity } } }
    }"""
    told = await orders.data(document, BUYER, {"id": mine["id"]})
    assert [told[name]["cart"]["lines"][0]["quantity"] for name in ("one", "two")] == [2, 3]


@pytest.mark.parametrize(
    ("given", "named"),
    [({"key": "", "lines": [line("DRILL")]}, "'key'"), ({"key": "k", "lines": []}, "'lines'")],
)
async def test_input_that_cannot_be_meant_is_refused_by_name(
    orders: SubgraphClient, given: dict[str, Any], named: str
) -> None:
    error = (await orders.answer(ADD, BUYER, {"input": given}))["errors"][0]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert named in error["message"]


# ---- prices, promises, problems -------------------------------------------------------------------------------------


async def test_a_cart_tells_what_it_costs_today_with_its_charges(orders: SubgraphClient, peers: OrderingPeers) -> None:
    await add(orders, line("DRILL", 2))
    peers.asked.clear()
    told = await cart(orders, document=PRICES)
    assert (told["netTotal"]["amount"], told["taxTotal"]["amount"], told["grossTotal"]["amount"]) == (
        "109.50",
        "20.81",
        "130.31",
    )
    assert told["charges"] == [{"kind": "FREIGHT", "net": {"amount": "6.90"}, "gross": {"amount": "6.90"}}]
    assert (told["taxRate"], told["orderable"], told["lines"][0]["lineNet"]["amount"]) == ("19", True, "102.60")
    assert told["lines"][0]["priceBefore"] is None
    assert sorted(peers.asked) == ["Articles", "PriceOrder", "StockFor"]


async def test_a_private_buyer_is_told_gross_and_the_tax_in_it(orders: SubgraphClient) -> None:
    await add(orders, line("DRILL", 3), who=PRIVATE)
    told = await cart(orders, PRIVATE, PRICES)
    assert (told["netTotal"], told["taxTotal"]["amount"], told["grossTotal"]["amount"]) == (None, "24.57", "153.90")
    assert (told["lines"][0]["unitNet"], told["lines"][0]["lineGross"]["amount"]) == (None, "153.90")


async def test_another_price_is_told_beside_the_one_that_was_seen(orders: SubgraphClient, peers: OrderingPeers) -> None:
    await add(orders, line("DRILL", 2))
    before = await cart(orders, document=PRICES)
    peers.nets["DRILL"] = Decimal("49.90")
    after = await cart(orders, document=PRICES)
    assert (after["lines"][0]["unitNet"]["amount"], after["lines"][0]["priceBefore"]["amount"]) == ("49.90", "51.30")
    assert before["priceMark"] != after["priceMark"]
    changed = await change(orders, cartId=(await cart(orders))["id"], version=1, position=1, quantity=3)
    assert changed["userErrors"] == []
    assert (await cart(orders, document=PRICES))["lines"][0]["priceBefore"] is None


async def test_the_mark_is_the_same_as_long_as_the_prices_are(orders: SubgraphClient, peers: OrderingPeers) -> None:
    await add(orders, line("DRILL", 2))
    document = "{ cart { priceMark } }"
    marks = [(await cart(orders, document=document))["priceMark"] for _ in range(2)]
    await add(orders, line("DRILL"), key="k2")
    assert marks[0] == marks[1] != (await cart(orders, document=document))["priceMark"]


async def test_no_price_is_asked_for_whoever_sees_none(orders: SubgraphClient, peers: OrderingPeers) -> None:
    await add(orders, line("DRILL", 2), who=REQUESTER)
    assert held(await cart(orders, REQUESTER)) == [(1, "DRILL", 2, None)]
    assert "PriceOrder" not in peers.asked


async def test_what_cannot_be_ordered_is_told_and_not_priced(orders: SubgraphClient, peers: OrderingPeers) -> None:
    await add(orders, line("DRILL"), line("SAW"), line("TIN", 5), line("UNPRICED"))
    peers.articles["DRILL"] |= {"discontinued": True}
    peers.articles["TIN"] |= {"minimum": 6, "step": 6}
    peers.not_delivered["SAW"] = "DE"
    told = await cart(orders, document=PRICES)
    assert [(row["problem"]["code"], row["problem"]["nextQuantity"]) for row in told["lines"]] == [
        ("DISCONTINUED", None),
        ("NOT_DELIVERED", None),
        ("BELOW_MINIMUM", 6),
        ("NO_PRICE", None),
    ]
    assert (told["orderable"], [row["lineNet"] for row in told["lines"]]) == (False, [None] * 4)


async def test_a_line_whose_article_is_gone_can_still_be_seen_and_removed(
    orders: SubgraphClient, peers: OrderingPeers
) -> None:
    mine = (await add(orders, line("DRILL")))["cart"]
    del peers.articles["DRILL"]
    told = await cart(orders, document=PRICES)
    assert (told["lines"][0]["problem"]["code"], told["priceMark"], told["charges"]) == ("UNKNOWN_NUMBER", None, [])
    assert codes(await change(orders, cartId=mine["id"], version=1, position=1, quantity=2)) == [
        ("NOT_ORDERABLE", "input.position", None)
    ]
    assert (await remove(orders, cartId=mine["id"], version=1))["userErrors"] == []


async def test_an_empty_cart_costs_nothing_and_cannot_be_ordered(orders: SubgraphClient, peers: OrderingPeers) -> None:
    mine = (await add(orders, line("DRILL")))["cart"]
    await remove(orders, cartId=mine["id"], version=1)
    peers.asked.clear()
    told = await cart(orders, document=PRICES)
    assert (told["grossTotal"], told["charges"], told["priceMark"], told["orderable"]) == (None, [], None, False)
    assert peers.asked == []


@pytest.mark.parametrize("operation", ["Articles", "PriceOrder", "StockFor"])
async def test_a_cart_is_there_while_a_peer_is_not(
    orders: SubgraphClient, peers: OrderingPeers, operation: str
) -> None:
    await add(orders, line("DRILL", 2))
    peers.down = {operation}
    answer = await orders.answer(PRICES, BUYER)
    told = answer["data"]["cart"]
    assert answer["errors"]
    assert (told["grossTotal"] is None, told["lines"][0]["light"] is None) == (
        operation != "StockFor",
        operation != "PriceOrder",
    )
    assert told["orderable"] == (operation == "StockFor")


async def test_a_cart_is_filled_while_prices_are_down(orders: SubgraphClient, peers: OrderingPeers) -> None:
    peers.down = {"PriceOrder"}
    assert (await add(orders, line("DRILL", 2)))["userErrors"] == []
    peers.down = set()
    told = await cart(orders, document=PRICES)
    assert (told["lines"][0]["priceBefore"], told["netTotal"]["amount"]) == (None, "109.50")


async def test_questions_and_statements_do_not_grow_with_the_lines(
    orders: SubgraphClient, peers: OrderingPeers
) -> None:
    counts = []
    for number in (1, 300):
        await add(orders, *(line("DRILL", 1, f"Platz {place}") for place in range(number)), key=f"k{number}")
        orders.statements.clear()
        peers.asked.clear()
        await cart(orders, document=PRICES)
        counts.append((len(orders.statements), len(peers.asked)))
    assert counts == [(2, 3), (2, 3)]
