"""Reading orders: whose, in which order, with which amounts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from subgraphs.orders.demo import load_demo
from subgraphs.orders.tables.metadata import METADATA
from tests.kit.subgraphs import SubgraphClient
from tests.kit.tables import contents, differences
from tests.subgraphs.orders.conftest import DEMO
from werktor.demo.loading import ordered_articles

NUMBERS = "{ orders { totalCount nodes { number } } }"
PAGE = """query($first: Int!, $after: String, $state: OrderState) {
  orders(first: $first, after: $after, state: $state) { nodes { number } pageInfo { hasNextPage endCursor } totalCount }
}"""
ORDER = """query($number: ID!) { order(number: $number) {
  number placedAt state company { id } placedBy { id } buyerReference requestedDate shipTo { name city country }
  netTotal { amount currencyCode } grossTotal { amount }
  lines {
    position product { sku } quantity state shippedQuantity promisedDate lineText
    unitNet { amount } unitGross { amount } lineNet { amount } lineGross { amount }
  }
  shipments { number shippedAt carrier trackingUrl lines { position quantity } }
} }"""


def viewer(name: str, company: str | None, *functions: str, **more: Any) -> dict[str, Any]:
    return {"sub": f"user:{name}", "company": company, "claims": ["kind:dealer"], "functions": [*functions], **more}


BUYER = viewer("dealer", "eisen-vogt", "buyer")
REQUESTER = viewer("requester", "eisen-vogt", "requester", row_scope="self")
APPROVER = viewer("approver", "eisen-vogt", "approver", row_scope="department", department="eisen-vogt-werkstatt")
OTHER_DEALER = viewer("dealer2", "nordwerk-handel", "buyer")
BRANCH = viewer("other", "nordwerk-handel", "buyer", row_scope="branch", branch="nordwerk-flensburg")
PLUS = viewer("plus", "alpen-werkzeug", "buyer")
FIRM = viewer("firm", "schreinerei-hahn", "buyer", claims=["kind:firm"])
PRIVATE = viewer("private", "private-berger", "all", claims=["kind:private"], row_scope="self")
STAFF = viewer("sales", "hartwerk", "all", claims=["staff:dealer_sales"], roles=["dealer_sales"])
LOOKING = {**STAFF, "looks_at": "eisen-vogt"}
VISITOR = {"sub": "visitor", "claims": ["kind:visitor"], "functions": ["all"]}


@pytest.mark.parametrize(
    ("who", "numbers"),
    [
        (BUYER, ["100436", "100431", "100440", "100412", "100390", "100377"]),
        (LOOKING, ["100436", "100431", "100440", "100412", "100390", "100377"]),
        (REQUESTER, ["100436", "100377"]),
        (APPROVER, ["100436", "100377"]),
        (OTHER_DEALER, ["100437", "100441", "100420"]),
        (BRANCH, ["100437"]),
        (PRIVATE, ["100433", "100395"]),
        (STAFF, []),
        (VISITOR, []),
    ],
)
async def test_everybody_sees_the_orders_of_his_concern_newest_first(
    orders: SubgraphClient, who: dict[str, Any], numbers: list[str]
) -> None:
    page = (await orders.data(NUMBERS, who))["orders"]
    assert [order["number"] for order in page["nodes"]] == numbers
    assert page["totalCount"] == len(numbers)


async def test_an_order_of_somebody_else_is_like_one_that_does_not_exist(orders: SubgraphClient) -> None:
    for who in (OTHER_DEALER, PRIVATE, STAFF, VISITOR):
        assert (await orders.data(ORDER, who, {"number": "100412"})) == {"order": None}
        keys = [{"__typename": "Order", "number": number} for number in ("100412", "nothing")]
        assert await orders.entities("... on Order { state }", keys, who) == [None, None]
    assert (await orders.data(ORDER, REQUESTER, {"number": "100412"})) == {"order": None}


async def test_a_part_shipped_order_tells_what_left_and_what_is_promised(orders: SubgraphClient) -> None:
    order = (await orders.data(ORDER, BUYER, {"number": "100412"}))["order"]
    assert order["state"] == "PART_SHIPPED"
    assert order["placedAt"] == "2026-11-12T08:14:00+00:00"
    assert (order["company"], order["placedBy"]) == ({"id": "eisen-vogt"}, {"id": "user:dealer"})
    assert order["shipTo"] == {"name": "Eisen Vogt GmbH", "city": "Bielefeld", "country": "DE"}
    assert [
        (line["product"]["sku"], line["quantity"], line["shippedQuantity"], line["state"], line["promisedDate"])
        for line in order["lines"]
    ] == [
        ("HW-1001", 10, 10, "SHIPPED", None),
        ("HW-2002", 6, 2, "BACK_ORDER", "2026-12-15"),
        ("HW-4002", 40, 40, "SHIPPED", None),
        ("HW-3001", 12, 0, "PICKING", "2026-11-25"),
    ]
    assert [shipment["number"] for shipment in order["shipments"]] == ["100412-1", "100412-2"]
    assert order["shipments"][0]["lines"] == [{"position": 1, "quantity": 10}, {"position": 2, "quantity": 2}]
    assert order["shipments"][1]["carrier"] == "DPD"


async def test_amounts_are_those_of_the_order_day(orders: SubgraphClient) -> None:
    order = (await orders.data(ORDER, BUYER, {"number": "100431"}))["order"]
    per_hundred = order["lines"][2]
    assert (per_hundred["unitNet"], per_hundred["lineNet"]) == ({"amount": "12.4025"}, {"amount": "62.01"})
    # 5 × 139.00 + 5 × 33.252 + 500 × 12.4025 / 100, each line half up, and 19 % once on the sum
    assert order["netTotal"] == {"amount": "923.27", "currencyCode": "EUR"}
    assert order["grossTotal"] == {"amount": "1098.69"}


async def test_goods_leave_on_working_days(orders: SubgraphClient) -> None:
    # today+4 is a Saturday, today-10 too
    promised = (await orders.data(ORDER, PLUS, {"number": "100425"}))["order"]["lines"]
    assert [line["promisedDate"] for line in promised] == ["2026-11-30", "2026-11-30"]
    shipped = (await orders.data(ORDER, BUYER, {"number": "100412"}))["order"]["shipments"]
    assert [shipment["shippedAt"][:10] for shipment in shipped] == ["2026-11-16", "2026-11-17"]


async def test_ten_lines_of_7_99_are_taxed_once_on_their_sum(orders: SubgraphClient) -> None:
    order = (await orders.data(ORDER, FIRM, {"number": "100428"}))["order"]
    assert [line["lineNet"]["amount"] for line in order["lines"]] == ["218.48", *["7.99"] * 10]
    # 298.38 at 19 %; line by line it would be 355.09
    assert (order["netTotal"]["amount"], order["grossTotal"]["amount"]) == ("298.38", "355.07")
    assert sum(Decimal(line["lineGross"]["amount"]) for line in order["lines"]) == Decimal("355.09")


async def test_a_private_buyer_has_gross_amounts_only(orders: SubgraphClient) -> None:
    order = (await orders.data(ORDER, PRIVATE, {"number": "100395"}))["order"]
    assert order["netTotal"] is None
    assert order["grossTotal"] == {"amount": "160.09"}
    assert [(line["unitNet"], line["lineNet"]) for line in order["lines"]] == [(None, None), (None, None)]
    assert [line["lineGross"]["amount"] for line in order["lines"]] == ["131.09", "29.00"]


async def test_service_does_not_see_the_address_of_a_finished_delivery(orders: SubgraphClient) -> None:
    service = {**LOOKING, "roles": ["service"], "claims": ["staff:service"]}
    seen = {
        number: (await orders.data(ORDER, service, {"number": number}))["order"]["shipTo"] is not None
        for number in ("100412", "100377")
    }
    assert seen == {"100412": True, "100377": False}


async def test_pages_follow_each_other_without_gap_or_repetition(orders: SubgraphClient) -> None:
    numbers, after, more = [], None, True
    while more:
        page = (await orders.data(PAGE, BUYER, {"first": 2, "after": after}))["orders"]
        numbers += [order["number"] for order in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert page["totalCount"] == 6
    assert numbers == ["100436", "100431", "100440", "100412", "100390", "100377"]


async def test_a_cursor_does_not_open_the_orders_of_another(orders: SubgraphClient) -> None:
    theirs = (await orders.data(PAGE, BUYER, {"first": 1}))["orders"]["pageInfo"]["endCursor"]
    mine = (await orders.data(PAGE, OTHER_DEALER, {"first": 5, "after": theirs}))["orders"]
    assert [order["number"] for order in mine["nodes"]] == ["100441", "100420"]


async def test_orders_are_chosen_by_state(orders: SubgraphClient) -> None:
    page = (await orders.data(PAGE, BUYER, {"first": 5, "state": "AWAITING"}))["orders"]
    assert ([order["number"] for order in page["nodes"]], page["totalCount"]) == (["100436"], 1)


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"first": 101}, "'first'"),
        ({"first": -1}, "'first'"),
        ({"first": 1, "after": "nonsense"}, "'after'"),
        ({"first": 1, "after": "WyJ0b2RheSIsIjEiXQ"}, "'after'"),
        ({"first": 1, "after": "WyIyMDI2LTAxLTAxIiwiMSJd"}, "'after'"),
    ],
)
async def test_bad_pages_are_refused_by_name(orders: SubgraphClient, variables: dict[str, Any], named: str) -> None:
    error = (await orders.answer(PAGE, BUYER, variables))["errors"][0]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert named in error["message"]


async def test_statements_do_not_grow_with_the_orders_asked_for(orders: SubgraphClient) -> None:
    query = "query($n: Int!) { orders(first: $n) { nodes { lines { quantity } shipments { lines { quantity } } } } }"
    counts = []
    for first in (4, 6):
        orders.statements.clear()
        assert len((await orders.data(query, BUYER, {"n": first}))["orders"]["nodes"]) == first
        counts.append(len(orders.statements))
    assert counts == [4, 4]


async def test_the_demo_orders_hang_together(orders: SubgraphClient) -> None:
    """States tell the truth about quantities: one partial shipment does not make an order shipped."""
    for who in (BUYER, OTHER_DEALER, PRIVATE, viewer("plus", "alpen-werkzeug", "buyer")):
        for node in (await orders.data(NUMBERS, who))["orders"]["nodes"]:
            order = (await orders.data(ORDER, who, {"number": node["number"]}))["order"]
            complete = [line["shippedQuantity"] == line["quantity"] for line in order["lines"]]
            started = [line["shippedQuantity"] > 0 for line in order["lines"]]
            assert all(complete) == (order["state"] == "SHIPPED")
            assert (any(started) and not all(complete)) == (order["state"] == "PART_SHIPPED")
            assert complete == [line["state"] == "SHIPPED" for line in order["lines"]]
            if order["netTotal"] is not None:
                nets = [Decimal(line["lineNet"]["amount"]) for line in order["lines"]]
                assert sum(nets) == Decimal(order["netTotal"]["amount"])


async def test_loading_the_demo_twice_changes_nothing(orders: SubgraphClient) -> None:
    database = orders.services.database
    before = await contents(database, METADATA)
    await load_demo(orders.services, DEMO, ordered_articles())
    assert await contents(database, METADATA) == before


async def test_the_migrations_make_the_tables(orders: SubgraphClient) -> None:
    assert await differences(orders.services.database, METADATA) == []
