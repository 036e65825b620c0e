"""Filling carts: all lines or none, nothing doubled, nothing lost."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from subgraphs.orders.tables.carts import CART_LINES, CARTS
from tests.kit.carts import ADD, BUYER, add, cart, codes, count, held, line
from tests.kit.ordering_peers import OrderingPeers
from tests.kit.subgraphs import SubgraphClient


async def test_the_first_line_opens_a_cart_and_others_go_into_it(shop: SubgraphClient) -> None:
    assert await cart(shop) is None
    first = await add(shop, line("drill", 2))
    assert (held(first["cart"]), first["cart"]["version"]) == ([(1, "DRILL", 2, None)], 1)
    second = await add(shop, line("Mein Bohrer", 1, "Halle 3"), line("4006381333948", 2), key="k2")
    assert held(second["cart"]) == [(1, "DRILL", 2, None), (2, "DRILL", 1, "Halle 3"), (3, "BIT", 20, None)]
    assert (second["cart"]["id"], second["cart"]["version"]) == (first["cart"]["id"], 2)
    told = (await cart(shop))["lines"]
    assert [line["buyerNumber"] for line in told] == [None, "Mein Bohrer", None]


async def test_the_same_article_and_text_add_up(shop: SubgraphClient) -> None:
    await add(shop, line("DRILL"), line("DRILL", 2), line("DRILL", 1, "Halle 3"))
    payload = await add(shop, line("4006381333931", 4), line("DRILL", 1, "  Halle   3 "), key="k2")
    assert held(payload["cart"]) == [(1, "DRILL", 7, None), (2, "DRILL", 2, "Halle 3")]


async def test_all_lines_or_none_and_every_fault_named(shop: SubgraphClient) -> None:
    payload = await add(
        shop,
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
    assert (await count(shop, CARTS), await count(shop, CART_LINES)) == (0, 0)


async def test_the_quantity_that_comes_of_it_must_be_valid(shop: SubgraphClient) -> None:
    assert codes(await add(shop, line("4006381333948"))) == [("QUANTITY_NOT_VALID", "input.lines.0.quantity", 20)]
    await add(shop, line("4006381333948", 2), key="k2")
    payload = await add(shop, line("4006381333948"), key="k3")
    assert (held(payload["cart"]), payload["userErrors"]) == ([(1, "BIT", 30, None)], [])


async def test_a_refusal_says_the_way_out_in_the_viewers_language(shop: SubgraphClient) -> None:
    messages = [
        (await add(shop, line("NOTHING"), key=language, who=BUYER | {"language": language}))["userErrors"][0]["message"]
        for language in ("de", "en", "fr")
    ]
    german = "„NOTHING“ nennt keinen Artikel; prüfen Sie Artikelnummer, Ihre Nummer oder GTIN."
    english = "“NOTHING” names no article; check the article number, your own number or the GTIN."
    assert messages == [german, english, german]


async def test_the_same_key_adds_once(shop: SubgraphClient) -> None:
    first = await add(shop, line("DRILL", 2))
    await add(shop, line("SAW"), key="k2")
    again = await add(shop, line("DRILL", 2))
    assert again["cart"]["id"] == first["cart"]["id"]
    assert held(again["cart"]) == [(1, "DRILL", 2, None), (2, "SAW", 1, None)]
    assert codes(await add(shop, line("DRILL", 3))) == [("KEY_REUSED", "input.key", None)]
    assert held(await cart(shop)) == [(1, "DRILL", 2, None), (2, "SAW", 1, None)]


async def test_a_refusal_stays_the_answer_to_its_key(shop: SubgraphClient, peers: OrderingPeers) -> None:
    first = await add(shop, line("NOTHING"))
    peers.articles["NOTHING"] = peers.articles["DRILL"] | {"sku": "NOTHING"}
    assert await add(shop, line("NOTHING")) == first
    assert codes(await add(shop, line("DRILL"))) == [("KEY_REUSED", "input.key", None)]
    assert await count(shop, CARTS) == 0


async def test_a_failing_peer_leaves_the_key_free(shop: SubgraphClient, peers: OrderingPeers) -> None:
    peers.down = {"ArticlesNamed"}
    answer = await shop.answer(ADD, BUYER, {"input": {"key": "k1", "lines": [line("DRILL")]}})
    assert answer["errors"]
    assert await count(shop, CARTS) == 0
    peers.down = set()
    assert held((await add(shop, line("DRILL")))["cart"]) == [(1, "DRILL", 1, None)]


async def test_the_same_key_twenty_times_at_once_adds_once(shop: SubgraphClient) -> None:
    payloads = await asyncio.gather(*(add(shop, line("DRILL", 2)) for _ in range(20)))
    assert [held(payload["cart"]) for payload in payloads] == [[(1, "DRILL", 2, None)]] * 20
    assert await count(shop, CARTS) == 1


async def test_twenty_additions_at_once_are_all_in_one_cart(shop: SubgraphClient) -> None:
    payloads = await asyncio.gather(*(add(shop, line("DRILL"), key=f"k{number}") for number in range(20)))
    assert [payload["userErrors"] for payload in payloads] == [[]] * 20
    assert held(await cart(shop)) == [(1, "DRILL", 20, None)]
    assert ((await cart(shop))["version"], await count(shop, CARTS)) == (20, 1)


async def test_twenty_additions_at_once_to_one_cart_all_count(shop: SubgraphClient) -> None:
    mine = (await add(shop, line("SAW")))["cart"]
    keys = [f"more{number}" for number in range(20)]
    payloads = await asyncio.gather(*(add(shop, line("DRILL"), key=key, cartId=mine["id"]) for key in keys))
    assert [payload["userErrors"] for payload in payloads] == [[]] * 20
    assert held(await cart(shop)) == [(1, "SAW", 1, None), (2, "DRILL", 20, None)]


async def test_a_cart_holds_five_hundred_lines(shop: SubgraphClient) -> None:
    payload = await add(shop, *(line("DRILL", 1, f"Platz {number}") for number in range(500)))
    assert len(payload["cart"]["lines"]) == 500
    assert codes(await add(shop, line("SAW"), key="k2")) == [("TOO_MANY_LINES", "input.lines", None)]
    assert codes(await add(shop, *[line("SAW")] * 501, key="k3")) == [("TOO_MANY_LINES", "input.lines", None)]
    assert held((await add(shop, line("DRILL", 1, "Platz 7"), key="k4"))["cart"])[7] == (8, "DRILL", 2, "Platz 7")


@pytest.mark.parametrize(
    ("given", "named"),
    [({"key": "", "lines": [line("DRILL")]}, "'key'"), ({"key": "k", "lines": []}, "'lines'")],
)
async def test_input_that_cannot_be_meant_is_refused_by_name(
    shop: SubgraphClient, given: dict[str, Any], named: str
) -> None:
    error = (await shop.answer(ADD, BUYER, {"input": given}))["errors"][0]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert named in error["message"]
