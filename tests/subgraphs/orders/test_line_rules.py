"""What can be ordered, by whom and how many; what numbers mean; what a mark stands for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subgraphs.common.viewer import Viewer
from subgraphs.orders.errors import MESSAGES as ERRORS
from subgraphs.orders.errors import OrderErrorCode
from subgraphs.orders.rules.articles import Article, NamedArticle, Wanted
from subgraphs.orders.rules.carts import Addition, CartLine, cart_owner, changed, filled
from subgraphs.orders.rules.numbers import FoundBy, Meant, compared, meant, order_units
from subgraphs.orders.rules.offer import quantity_problems
from subgraphs.orders.rules.pricing import ChargePricing, LinePricing, OrderPricing, goods_totals
from subgraphs.orders.rules.problem_texts import MESSAGES, problem_message
from subgraphs.orders.rules.problems import LineProblem, LineProblemCode, line_problem, quantity_problem
from subgraphs.orders.rules.quantities import QUANTITY_CAP, next_valid
from subgraphs.orders.schema import answers, problem

FIRM, DEALER, PRIVATE, PARTNER = (
    Viewer("user:me", company="c", claims=frozenset({f"kind:{kind}"}), functions=frozenset({"buyer"}))
    for kind in ("firm", "dealer", "private", "service_partner")
)


def article(**differs: Any) -> Article:
    told = {
        "sku": "A",
        "names": {},
        "order_unit": "C62",
        "order_content": 1,
        "price_unit": "C62",
        "price_content": 1,
        "price_quantity": 1,
        "minimum": 1,
        "step": 1,
        "discontinued": False,
        "successor": None,
        "channel": "both",
        "delivered": True,
    }
    return Article(**{**told, **differs})


def code(viewer: Viewer, quantity: int = 1, **differs: Any) -> str | None:
    found = line_problem(Wanted(1, "A", quantity), article(**differs), viewer)
    return None if found is None else found.code.name


@pytest.mark.parametrize(
    ("channel", "direct_buyer", "dealer"),
    [
        ("both", None, None),
        ("direct", None, "NOT_SOLD_TO_YOU"),
        ("dealers_only", "NOT_SOLD_TO_YOU", None),
        ("on_enquiry", "ON_ENQUIRY", None),
    ],
)
def test_the_channel_rule_decides_who_may_order(channel: str, direct_buyer: str | None, dealer: str | None) -> None:
    assert [code(viewer, channel=channel) for viewer in (PRIVATE, FIRM)] == [direct_buyer] * 2
    assert [code(viewer, channel=channel) for viewer in (DEALER, PARTNER)] == [dealer] * 2


def test_whether_comes_before_how_many() -> None:
    assert code(DEALER, 0, discontinued=True, delivered=False) == "DISCONTINUED"
    assert code(DEALER, 0, delivered=False) == "NOT_DELIVERED"
    assert code(FIRM, 0, channel="dealers_only", delivered=False) == "NOT_SOLD_TO_YOU"
    assert line_problem(Wanted(1, "A", 1), None, DEALER) == LineProblem(
        LineProblemCode.UNKNOWN_NUMBER, values={"number": "A"}
    )


@pytest.mark.parametrize(
    ("quantity", "problem", "following"),
    [
        (-3, "QUANTITY_NOT_VALID", 20),
        (0, "QUANTITY_NOT_VALID", 20),
        (1, "BELOW_MINIMUM", 20),
        (19, "BELOW_MINIMUM", 20),
        (20, None, None),
        (21, "NOT_IN_STEP", 30),
        (30, None, None),
        (QUANTITY_CAP, None, None),
        (QUANTITY_CAP + 1, "QUANTITY_NOT_VALID", None),
    ],
)
def test_a_wrong_quantity_is_answered_with_the_next_valid_one(
    quantity: int, problem: str | None, following: int | None
) -> None:
    found = quantity_problem(article(minimum=20, step=10), quantity)
    told = (None, None) if found is None else (found.code.name, found.next_quantity)
    assert told == (problem, following)


@given(st.integers(-10, 500), st.integers(1, 50), st.integers(1, 50))
def test_the_next_valid_quantity_is_valid_and_the_smallest(quantity: int, minimum: int, step: int) -> None:
    sold = article(minimum=minimum, step=step)
    valid = next_valid(quantity, sold)
    assert valid is not None
    assert quantity_problem(sold, valid) is None
    assert valid >= quantity
    assert all(quantity_problem(sold, less) is not None for less in range(max(quantity, 1), valid))


def test_a_buyers_number_counts_whatever_its_case_and_spaces() -> None:
    assert compared("  bm   4711\t") == compared("BM 4711") == "bm 4711"


def test_a_number_that_means_two_articles_is_asked_about() -> None:
    assert meant("4711", "A", None) == Meant("A", FoundBy.BUYER_NUMBER)
    assert meant("4711", None, NamedArticle("B")) == Meant("B", FoundBy.ARTICLE_NUMBER)
    assert meant("4711", "A", NamedArticle("A")) == Meant("A", FoundBy.BUYER_NUMBER)
    asked = meant("4711", "A", NamedArticle("B"))
    assert isinstance(asked, LineProblem)
    assert asked.code is LineProblemCode.AMBIGUOUS_NUMBER
    told = problem_message(asked, "en")
    assert "“4711” is your number for A and names B" in told


def test_the_gtin_of_a_box_means_a_box_even_where_it_is_the_buyers_own_number() -> None:
    assert meant("400", "A", NamedArticle("A", 10)) == Meant("A", FoundBy.GTIN_BOX, 10)
    assert meant("400", None, NamedArticle("A", 1)) == Meant("A", FoundBy.GTIN_PIECE, 1)


def test_boxes_become_order_units_and_pieces_only_where_they_fill_some() -> None:
    tin = article(order_content=10)
    assert order_units(2, 10, article()) == 20
    assert order_units(3, 10, tin) == 3
    assert order_units(None, 10, tin) == 1
    assert order_units(20, 1, tin) == 2
    wrong = order_units(21, 1, tin)
    assert isinstance(wrong, LineProblem)
    assert (wrong.code, wrong.next_quantity) == (LineProblemCode.NOT_WHOLE_UNITS, 3)


def test_without_a_quantity_the_smallest_is_meant_and_a_scan_counts_once() -> None:
    bits = article(minimum=20, step=10)
    assert order_units(None, None, bits) == 20
    assert order_units(None, 10, bits) == 10


def test_rows_that_become_one_line_count_together() -> None:
    bits = {"A": article(minimum=20, step=10)}
    boxes = [Addition(1, "A", 10), Addition(2, "A", 10)]
    assert quantity_problems(boxes, bits, {}) == {}
    apart = [Addition(1, "A", 10), Addition(2, "A", 10, line_text="Halle 3")]
    assert {index: found.next_quantity for index, found in quantity_problems(apart, bits, {}).items()} == {1: 20, 2: 20}
    # together 45: only the row that is wrong by itself is to become another
    mixed = quantity_problems([Addition(1, "A", 20), Addition(2, "A", 25)], bits, {})
    assert {index: found.next_quantity for index, found in mixed.items()} == {2: 30}
    # each is valid, both are not: 5, 15, 25 ... can be ordered
    odd = {"A": article(minimum=5, step=10)}
    last = quantity_problems([Addition(1, "A", 5), Addition(2, "A", 5)], odd, {})
    assert {index: found.next_quantity for index, found in last.items()} == {2: 10}
    # 20 are in the cart: 5 more would make 25, 10 more make 30
    (wrong,) = quantity_problems([Addition(0, "A", 5)], bits, {("A", None): 20}).values()
    assert wrong.next_quantity == 10
    (negative,) = quantity_problems([Addition(0, "A", -10)], bits, {("A", None): 40}).values()
    assert negative.code is LineProblemCode.QUANTITY_NOT_VALID


def test_a_cart_keeps_positions_and_fills_gaps_only_at_the_end() -> None:
    lines = [CartLine(1, "A", 1), CartLine(3, "B", 2)]
    after = filled(lines, [Addition(0, "B", 5), Addition(1, "C", 1), Addition(2, "B", 1, line_text="Halle 3")])
    assert after is not None
    assert [(line.position, line.sku, line.quantity) for line in after] == [
        (1, "A", 1),
        (3, "B", 7),
        (4, "C", 1),
        (5, "B", 1),
    ]
    nearly = [CartLine(position, f"A{position}", 1) for position in range(2, 501)]
    full = filled(nearly, [Addition(0, "B", 1)])
    assert full is not None
    assert full[-1].position == 1
    assert filled(nearly, [Addition(0, "B", 1), Addition(1, "C", 1)]) is None


def test_a_line_whose_text_becomes_that_of_another_takes_it_in() -> None:
    lines = [CartLine(1, "A", 1), CartLine(2, "A", 2, line_text="Halle 3"), CartLine(3, "B", 1)]
    assert changed(lines, replace(lines[1], line_text=None)) == [CartLine(2, "A", 3), CartLine(3, "B", 1)]


def viewer(*functions: str, **more: Any) -> Viewer:
    members = {"subject": "user:me", "company": "c", "claims": frozenset({"kind:dealer"}), **more}
    return Viewer(functions=frozenset(functions), **members)


def test_buyers_and_requesters_fill_carts() -> None:
    assert cart_owner(viewer("buyer")) == cart_owner(viewer("requester"))
    assert cart_owner(viewer("all", claims=frozenset({"kind:private"}))) is not None


@pytest.mark.parametrize(
    "nobody",
    [
        viewer("warehouse"),
        viewer("company_admin"),
        viewer("approver", "accountant", "reader", "technician"),
        viewer("buyer", company=None),
        viewer("all", company=None, claims=frozenset({"kind:visitor"})),
        viewer("all", machine=frozenset({"machine:till"})),
        viewer("all", company="hartwerk", claims=frozenset({"staff:dealer_sales"}), looks_at="c"),
    ],
)
def test_nobody_else_has_a_cart(nobody: Viewer) -> None:
    assert cart_owner(nobody) is None


def pricing(**differs: Any) -> OrderPricing:
    line = LinePricing(True, Decimal("51.30"), Decimal("61.047"), Decimal("102.60"), Decimal("122.09"))
    told: dict[str, Any] = {
        "currency": "EUR",
        "tax_rate": Decimal(19),
        "net_total": Decimal("109.50"),
        "tax_total": Decimal("20.81"),
        "gross_total": Decimal("130.31"),
        "charges": (ChargePricing("freight", Decimal("6.90"), Decimal("8.21")),),
        "lines": {1: line},
    }
    return OrderPricing(**{**told, **differs})


def test_a_mark_stands_for_exactly_these_prices() -> None:
    line = pricing().lines[1]
    others = [
        pricing(currency="CHF"),
        pricing(tax_rate=Decimal(20)),
        pricing(gross_total=Decimal("130.32")),
        pricing(charges=()),
        pricing(charges=(ChargePricing("small_order", Decimal("6.90"), Decimal("8.21")),)),
        pricing(lines={1: replace(line, unit_net=Decimal("51.31"))}),
        pricing(lines={1: replace(line, line_net=None)}),
        pricing(lines={2: line}),
        pricing(lines={1: line, 2: line}),
    ]
    assert len({pricing().mark, *(other.mark for other in others)}) == len(others) + 1
    assert pricing(net_total=Decimal("109.5000")).mark == pricing().mark


def test_the_goods_are_taxed_once_and_without_charges() -> None:
    line = LinePricing(True, Decimal("7.99"), Decimal("9.5081"), Decimal("7.99"), Decimal("9.51"))
    ten = pricing(lines=dict.fromkeys(range(10), line))
    assert goods_totals(ten) == (Decimal("79.90"), Decimal("95.08"))
    gross = replace(line, unit_net=None, line_net=None)
    assert goods_totals(pricing(lines={1: gross, 2: gross, 3: LinePricing(False)})) == (None, Decimal("19.02"))
    assert goods_totals(pricing(lines={1: LinePricing(False)})) == (None, None)


def test_every_problem_and_error_is_told_in_both_languages() -> None:
    for texts in (*MESSAGES.values(), *ERRORS.values()):
        assert set(texts) == {"de", "en"}
    assert set(MESSAGES) == set(LineProblemCode)
    assert set(ERRORS) == set(OrderErrorCode)


def test_the_schema_names_the_same_codes() -> None:
    assert {code.name for code in answers.OrderErrorCode} == {code.name for code in OrderErrorCode}
    assert {code.name for code in problem.LineProblemCode} == {code.name for code in LineProblemCode}
