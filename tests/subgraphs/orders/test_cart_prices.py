"""What a cart tells beside its lines: prices of today, promises, and what stands in the way."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.kit.carts import BUYER, PRICES, PRIVATE, REQUESTER, add, cart, change, codes, held, line, remove
from tests.kit.ordering_peers import OrderingPeers
from tests.kit.subgraphs import SubgraphClient


async def test_a_cart_tells_what_it_costs_today_with_its_charges(shop: SubgraphClient, peers: OrderingPeers) -> None:
    await add(shop, line("DRILL", 2))
    peers.asked.clear()
    told = await cart(shop, document=PRICES)
    assert (told["netTotal"]["amount"], told["taxTotal"]["amount"], told["grossTotal"]["amount"]) == (
        "109.50",
        "20.81",
        "130.31",
    )
    assert told["charges"] == [{"kind": "FREIGHT", "net": {"amount": "6.90"}, "gross": {"amount": "6.90"}}]
    assert (told["taxRate"], told["orderable"], told["lines"][0]["lineNet"]["amount"]) == ("19", True, "102.60")
    assert told["lines"][0]["priceBefore"] is None
    assert sorted(peers.asked) == ["Articles", "PriceOrder", "StockFor"]


async def test_a_cart_costs_what_its_delivery_costs_where_it_is_to_go(shop: SubgraphClient) -> None:
    await add(shop, line("DRILL"), line("SAW"))
    document = """{ cart(deliverTo: "at") { orderable charges { net { amount } } lines { problem { code } }
        netTotal { amount } } }"""
    told = await cart(shop, document=document)
    assert [charge["net"]["amount"] for charge in told["charges"]] == ["12.90"]
    assert [row["problem"] and row["problem"]["code"] for row in told["lines"]] == [None, "NOT_DELIVERED"]
    assert (told["orderable"], told["netTotal"]["amount"]) == (False, "64.20")


async def test_a_delivery_to_no_country_is_refused_with_the_way_to_write_one(shop: SubgraphClient) -> None:
    answer = await shop.answer('{ cart(deliverTo: "Österreich") { id } }', BUYER)
    assert [error["message"] for error in answer["errors"]] == [
        "Argument 'deliverTo' is no country: Österreich; write it like DE (ISO 3166-1 alpha-2)."
    ]


async def test_a_private_buyer_is_told_gross_and_the_tax_in_it(shop: SubgraphClient) -> None:
    await add(shop, line("DRILL", 3), who=PRIVATE)
    told = await cart(shop, PRIVATE, PRICES)
    assert (told["netTotal"], told["taxTotal"]["amount"], told["grossTotal"]["amount"]) == (None, "24.57", "153.90")
    assert (told["lines"][0]["unitNet"], told["lines"][0]["lineGross"]["amount"]) == (None, "153.90")


async def test_another_price_is_told_beside_the_one_that_was_seen(shop: SubgraphClient, peers: OrderingPeers) -> None:
    await add(shop, line("DRILL", 2))
    before = await cart(shop, document=PRICES)
    peers.nets["DRILL"] = Decimal("49.90")
    after = await cart(shop, document=PRICES)
    assert (after["lines"][0]["unitNet"]["amount"], after["lines"][0]["priceBefore"]["amount"]) == ("49.90", "51.30")
    assert before["priceMark"] != after["priceMark"]
    changed = await change(shop, cartId=(await cart(shop))["id"], version=1, position=1, quantity=3)
    assert changed["userErrors"] == []
    assert (await cart(shop, document=PRICES))["lines"][0]["priceBefore"] is None


async def test_the_mark_is_the_same_as_long_as_the_prices_are(shop: SubgraphClient, peers: OrderingPeers) -> None:
    await add(shop, line("DRILL", 2))
    document = "{ cart { priceMark } }"
    marks = [(await cart(shop, document=document))["priceMark"] for _ in range(2)]
    await add(shop, line("DRILL"), key="k2")
    assert marks[0] == marks[1] != (await cart(shop, document=document))["priceMark"]


async def test_no_price_is_asked_for_whoever_sees_none(shop: SubgraphClient, peers: OrderingPeers) -> None:
    await add(shop, line("DRILL", 2), who=REQUESTER)
    assert held(await cart(shop, REQUESTER)) == [(1, "DRILL", 2, None)]
    assert "PriceOrder" not in peers.asked


async def test_what_cannot_be_ordered_is_told_and_not_priced(shop: SubgraphClient, peers: OrderingPeers) -> None:
    await add(shop, line("DRILL"), line("SAW"), line("TIN", 5), line("UNPRICED"))
    peers.articles["DRILL"] |= {"discontinued": True}
    peers.articles["TIN"] |= {"minimum": 6, "step": 6}
    peers.not_delivered["SAW"] = "DE"
    told = await cart(shop, document=PRICES)
    assert [(row["problem"]["code"], row["problem"]["nextQuantity"]) for row in told["lines"]] == [
        ("DISCONTINUED", None),
        ("NOT_DELIVERED", None),
        ("BELOW_MINIMUM", 6),
        ("NO_PRICE", None),
    ]
    assert (told["orderable"], [row["lineNet"] for row in told["lines"]]) == (False, [None] * 4)


async def test_a_line_whose_article_is_gone_can_still_be_seen_and_removed(
    shop: SubgraphClient, peers: OrderingPeers
) -> None:
    mine = (await add(shop, line("DRILL")))["cart"]
    del peers.articles["DRILL"]
    told = await cart(shop, document=PRICES)
    assert (told["lines"][0]["problem"]["code"], told["priceMark"], told["charges"]) == ("UNKNOWN_NUMBER", None, [])
    assert codes(await change(shop, cartId=mine["id"], version=1, position=1, quantity=2)) == [
        ("NOT_ORDERABLE", "input.position", None)
    ]
    assert (await remove(shop, cartId=mine["id"], version=1))["userErrors"] == []


async def test_an_empty_cart_costs_nothing_and_cannot_be_ordered(shop: SubgraphClient, peers: OrderingPeers) -> None:
    mine = (await add(shop, line("DRILL")))["cart"]
    await remove(shop, cartId=mine["id"], version=1)
    peers.asked.clear()
    told = await cart(shop, document=PRICES)
    assert (told["grossTotal"], told["charges"], told["priceMark"], told["orderable"]) == (None, [], None, False)
    assert peers.asked == []


@pytest.mark.parametrize("operation", ["Articles", "PriceOrder", "StockFor"])
async def test_a_cart_is_there_while_a_peer_is_not(shop: SubgraphClient, peers: OrderingPeers, operation: str) -> None:
    await add(shop, line("DRILL", 2))
    peers.down = {operation}
    answer = await shop.answer(PRICES, BUYER)
    told = answer["data"]["cart"]
    assert answer["errors"]
    assert (told["grossTotal"] is None, told["lines"][0]["light"] is None) == (
        operation != "StockFor",
        operation != "PriceOrder",
    )
    assert told["orderable"] == (operation == "StockFor")


async def test_a_cart_is_filled_while_prices_are_down(shop: SubgraphClient, peers: OrderingPeers) -> None:
    peers.down = {"PriceOrder"}
    assert (await add(shop, line("DRILL", 2)))["userErrors"] == []
    peers.down = set()
    told = await cart(shop, document=PRICES)
    assert (told["lines"][0]["priceBefore"], told["netTotal"]["amount"]) == (None, "109.50")


async def test_questions_and_statements_do_not_grow_with_the_lines(shop: SubgraphClient, peers: OrderingPeers) -> None:
    counts = []
    for number in (1, 300):
        await add(shop, *(line("DRILL", 1, f"Platz {place}") for place in range(number)), key=f"k{number}")
        shop.statements.clear()
        peers.asked.clear()
        await cart(shop, document=PRICES)
        counts.append((len(shop.statements), len(peers.asked)))
    assert counts == [(2, 3), (2, 3)]
