"""Quick order as a customer meets it: every row accounted for, priced and promised in one call each."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kit.ordering_peers import OrderingPeers
from tests.kit.subgraphs import SubgraphClient

ROWS = """query($text: String!) { quickOrder(text: $text) { rows {
    row text number product { sku } quantity foundBy lineText problem { code message nextQuantity } } } }"""
PRICED = """query($text: String!) { quickOrder(text: $text) {
    netTotal { amount } grossTotal { amount currencyCode }
    rows { unitNet { amount } lineNet { amount } lineGross { amount } light promisedDate onEnquiry problem { code } }
} }"""

BUYER = {"sub": "user:me", "company": "c", "claims": ["kind:dealer"], "functions": ["buyer"]}
PRIVATE = {"sub": "user:p", "company": "p", "claims": ["kind:private"], "functions": ["all"]}
FIRM = BUYER | {"sub": "user:f", "company": "f", "claims": ["kind:firm"]}
AUSTRIAN = BUYER | {"country": "AT"}
WAREHOUSE = BUYER | {"functions": ["warehouse"]}
VISITOR = {"sub": "visitor", "claims": ["kind:visitor"], "functions": ["all"]}
TILL = BUYER | {"functions": ["all"], "machine": ["machine:till"]}


async def rows(shop: SubgraphClient, text: str, who: dict[str, Any] = BUYER) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await shop.data(ROWS, who, {"text": text}))["quickOrder"]["rows"]
    return found


async def test_our_numbers_the_buyers_and_gtins_name_articles(shop: SubgraphClient, peers: OrderingPeers) -> None:
    text = "drill;2\n4711\t1\tHalle 3\nMein  Bohrer 3\n4006381333931 4\n4006381333948 2\n4006381333962"
    found = [
        (row["product"]["sku"], row["quantity"], row["foundBy"], row["lineText"]) for row in await rows(shop, text)
    ]
    assert found == [
        ("DRILL", 2, "ARTICLE_NUMBER", None),
        ("SAW", 1, "BUYER_NUMBER", "Halle 3"),
        ("DRILL", 3, "BUYER_NUMBER", None),
        ("DRILL", 4, "GTIN_PIECE", None),
        ("BIT", 20, "GTIN_BOX", None),
        ("TIN", 1, "GTIN_BOX", None),
    ]
    assert peers.asked == ["ArticlesNamed", "Articles", "PriceOrder"]


async def test_seventy_rows_are_seventy_answers_the_wrong_ones_told(shop: SubgraphClient) -> None:
    text = "Artikel;Menge\n" + "DRILL;1\n" * 50 + "NOTHING;1\n" * 10 + "DRILL;zwei\n" * 9
    found = await rows(shop, text)
    codes = [row["problem"] and row["problem"]["code"] for row in found]
    assert codes == ["NOT_READABLE", *[None] * 50, *["UNKNOWN_NUMBER"] * 10, *["QUANTITY_NOT_VALID"] * 9]
    assert [row["row"] for row in found] == list(range(1, 71))


@pytest.mark.parametrize(
    ("text", "code", "following"),
    [
        ("BIT;20", "AMBIGUOUS_NUMBER", None),
        ("4006381333948;1", "BELOW_MINIMUM", 20),
        ("TIN;0", "QUANTITY_NOT_VALID", 1),
        ("TIN;1,5", "QUANTITY_NOT_VALID", 2),
        ("TIN;100001", "QUANTITY_NOT_VALID", None),
        ("4006381333955;15", "NOT_WHOLE_UNITS", 2),
        ("DIRECT;1", "NOT_SOLD_TO_YOU", None),
        ("OLD;1", "DISCONTINUED", None),
        ("UNPRICED;1", "NO_PRICE", None),
        ("verschwunden;1", "UNKNOWN_NUMBER", None),
        ("DRILL\0;1", None, None),
    ],
)
async def test_a_row_says_what_is_wrong_and_the_next_valid_quantity(
    shop: SubgraphClient, text: str, code: str | None, following: int | None
) -> None:
    (row,) = await rows(shop, text)
    problem = row["problem"] or {"code": None, "nextQuantity": None}
    assert (problem["code"], problem["nextQuantity"]) == (code, following)


async def test_problems_are_told_in_the_viewers_language(shop: SubgraphClient) -> None:
    messages = [
        (await rows(shop, "OLD;1\nGONE;1", BUYER | {"language": language}))[index]["problem"]["message"]
        for language in ("de", "en")
        for index in (0, 1)
    ]
    assert messages == [
        "Der Artikel ist ausgelaufen; Nachfolger ist DRILL.",
        "Der Artikel ist ausgelaufen.",
        "The article is discontinued; DRILL replaces it.",
        "The article is discontinued.",
    ]


async def test_the_channel_and_the_country_of_the_viewer_count(shop: SubgraphClient) -> None:
    codes = [
        (await rows(shop, text, who))[0]["problem"]["code"]
        for text, who in (("DEALER;1", FIRM), ("ASK;1", PRIVATE), ("SAW;1", AUSTRIAN))
    ]
    assert codes == ["NOT_SOLD_TO_YOU", "ON_ENQUIRY", "NOT_DELIVERED"]


async def test_the_numbers_of_one_buyer_are_unknown_to_another(shop: SubgraphClient) -> None:
    (row,) = await rows(shop, "4711;1", FIRM)
    assert row["problem"]["code"] == "UNKNOWN_NUMBER"


async def test_the_same_article_twice_is_two_rows_that_count_together(shop: SubgraphClient) -> None:
    found = await rows(shop, "4006381333948\n4006381333948")
    assert [(row["quantity"], row["problem"]) for row in found] == [(10, None), (10, None)]
    (row,) = await rows(shop, "4006381333948")
    assert (row["problem"]["code"], row["problem"]["nextQuantity"]) == ("BELOW_MINIMUM", 20)


async def test_more_than_five_hundred_rows_are_told(shop: SubgraphClient) -> None:
    found = await rows(shop, "DRILL;1\n" * 502)
    assert (len(found), found[-1]["problem"]["code"]) == (500, "TOO_MANY_ROWS")
    assert found[-1]["problem"]["message"].startswith("Ab hier wurden 3 Zeilen nicht gelesen")


async def test_totals_are_those_of_the_rows_without_problem_and_nothing_else(
    shop: SubgraphClient, peers: OrderingPeers
) -> None:
    text = "DRILL;2\nNOTHING;1\nOLD;1\nSAW;1\nUNPRICED;3"
    told = (await shop.data(PRICED, BUYER, {"text": text}))["quickOrder"]
    assert [row["lineNet"] and row["lineNet"]["amount"] for row in told["rows"]] == [
        "102.60",
        None,
        None,
        "51.30",
        None,
    ]
    # 153.90 at 19 %, without freight
    assert (told["netTotal"], told["grossTotal"]["amount"]) == ({"amount": "153.90"}, "183.14")
    assert peers.asked == ["ArticlesNamed", "Articles", "PriceOrder", "StockFor"]
    assert [line["sku"] for line in peers.variables[2]["input"]["lines"]] == ["DRILL", "SAW", "UNPRICED"]


async def test_promises_are_those_of_the_quantity_and_none_where_no_stock_is_kept(shop: SubgraphClient) -> None:
    told = (await shop.data(PRICED, BUYER, {"text": "DRILL;1\nDRILL;21;x\nSAW;1\nOLD;1"}))["quickOrder"]["rows"]
    assert [(row["light"], row["promisedDate"], row["onEnquiry"]) for row in told] == [
        ("GREEN", "2026-11-25", False),
        ("YELLOW", "2026-11-25", False),
        (None, None, None),
        (None, None, None),
    ]


async def test_a_private_buyer_is_told_gross_sums(shop: SubgraphClient) -> None:
    told = (await shop.data(PRICED, PRIVATE, {"text": "DRILL;2"}))["quickOrder"]
    assert (told["netTotal"], told["grossTotal"]) == (None, {"amount": "102.60", "currencyCode": "EUR"})
    assert told["rows"][0]["unitNet"] is None


async def test_no_price_and_no_promise_is_asked_for_that_nobody_wants(
    shop: SubgraphClient, peers: OrderingPeers
) -> None:
    await shop.data("query($t: String!) { quickOrder(text: $t) { rows { quantity } } }", BUYER, {"t": "DRILL;1"})
    await shop.data(PRICED, BUYER, {"text": "NOTHING;1"})
    assert peers.asked == ["ArticlesNamed", "Articles", "ArticlesNamed"]


@pytest.mark.parametrize("operation", ["PriceOrder", "StockFor"])
async def test_rows_are_told_without_what_a_failing_peer_knows(
    shop: SubgraphClient, peers: OrderingPeers, operation: str
) -> None:
    peers.down = {operation}
    answer = await shop.answer(PRICED, BUYER, {"text": "DRILL;1\nOLD;1"})
    row, old = answer["data"]["quickOrder"]["rows"]
    assert answer["errors"]
    assert (row["lineNet"] is None, row["light"] is None) == (operation == "PriceOrder", operation == "StockFor")
    assert old["problem"]["code"] == "DISCONTINUED"


async def test_without_products_nothing_can_be_said(shop: SubgraphClient, peers: OrderingPeers) -> None:
    peers.down = {"ArticlesNamed"}
    answer = await shop.answer(ROWS, BUYER, {"text": "DRILL;1"})
    assert (answer["data"], len(answer["errors"])) == ({"quickOrder": None}, 1)


@pytest.mark.parametrize("nobody", [WAREHOUSE, VISITOR, TILL])
async def test_who_may_fill_no_cart_is_told_nothing_and_nobody_is_asked(
    shop: SubgraphClient, peers: OrderingPeers, nobody: dict[str, Any]
) -> None:
    assert await shop.data(ROWS, nobody, {"text": "DRILL;1"}) == {"quickOrder": None}
    assert peers.asked == []


async def test_a_text_without_end_is_refused_by_name(shop: SubgraphClient) -> None:
    error = (await shop.answer(ROWS, BUYER, {"text": "x" * 100_001}))["errors"][0]
    assert (error["extensions"]["code"], "'text'" in error["message"]) == ("BAD_USER_INPUT", True)


async def test_statements_and_questions_do_not_grow_with_the_rows(shop: SubgraphClient, peers: OrderingPeers) -> None:
    counts = []
    for number in (2, 500):
        shop.statements.clear()
        peers.asked.clear()
        await shop.data(PRICED, BUYER, {"text": "DRILL;1\n" * number})
        counts.append((len(shop.statements), len(peers.asked)))
    assert counts == [(1, 4), (1, 4)]
