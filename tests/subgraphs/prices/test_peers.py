"""What prices tells orders about a whole order, with the conditions of the demo world, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kit.subgraphs import SubgraphClient

DEALER = {"sub": "user:dealer", "company": "eisen-vogt", "claims": ["kind:dealer"], "roles": ["dealer"]}
DEALER2 = {"sub": "user:dealer2", "company": "nordwerk-handel", "claims": ["kind:dealer"], "roles": ["dealer"]}
FIRM = {"sub": "user:firm", "company": "schreinerei-hahn", "claims": ["kind:firm"], "roles": ["firm"]}
PRIVATE = {"sub": "user:private", "company": "private-berger", "claims": ["kind:private"], "country": "AT"}
STAFF = {"sub": "user:sales", "company": "hartwerk", "claims": ["staff:dealer_sales"], "roles": ["dealer_sales"]}
VISITOR = {"sub": "visitor", "claims": ["kind:visitor"]}

ORDER = """query($input: PriceOrderInput!) { priceOrder(input: $input) {
    currency taxRate netTotal taxTotal grossTotal charges { kind net gross }
    lines { position unitNet unitGross lineNet lineGross source priced } } }"""


def line(position: int, sku: str, quantity: int = 1, **units: int) -> dict[str, Any]:
    told = {"orderContent": 1, "priceContent": 1, "priceQuantity": 100 if sku == "HW-4001" else 1} | units
    return {"position": position, "sku": sku, "quantity": quantity, **told}


async def priced(
    prices: SubgraphClient, who: dict[str, Any], *lines: dict[str, Any], ship_to: str = "DE", **more: Any
) -> dict[str, Any]:
    variables = {"input": {"shipTo": ship_to, "lines": list(lines), **more}}
    found: dict[str, Any] = (await prices.data(ORDER, who, variables, service="orders"))["priceOrder"]
    return found


async def refusal(prices: SubgraphClient, *lines: dict[str, Any], **more: Any) -> str:
    variables = {"input": {"shipTo": "DE", "lines": list(lines), **more}}
    answer = await prices.answer(ORDER, DEALER, variables, service="orders")
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert answer["data"] is None
    return str(answer["errors"][0]["message"])


def totals(order: dict[str, Any]) -> tuple[str | None, str | None, str | None]:
    return order["netTotal"], order["taxTotal"], order["grossTotal"]


def charged(order: dict[str, Any]) -> dict[str, tuple[str | None, str | None]]:
    return {charge["kind"]: (charge["net"], charge["gross"]) for charge in order["charges"]}


async def test_a_dealers_order_is_told_line_by_line_with_its_totals(prices: SubgraphClient) -> None:
    assert await priced(prices, DEALER, line(1, "HW-1001", 2), line(2, "HW-4007", 10)) == {
        "currency": "EUR",
        "taxRate": "19",
        "netTotal": "275.10",
        "taxTotal": "52.27",
        "grossTotal": "327.37",
        "charges": [],
        "lines": [
            {
                "position": 1,
                "unitNet": "51.30",
                "unitGross": "61.047",
                "lineNet": "102.60",
                "lineGross": "122.09",
                "source": "list_discounts",
                "priced": True,
            },
            {
                "position": 2,
                "unitNet": "17.25",
                "unitGross": "20.5275",
                "lineNet": "172.50",
                "lineGross": "205.28",
                "source": "project",
                "priced": True,
            },
        ],
    }


async def test_ten_lines_of_7_99_are_taxed_once(prices: SubgraphClient) -> None:
    """Line by line it would be 15.20."""
    order = await priced(prices, FIRM, *(line(position, "HW-4004") for position in range(1, 11)), ship_to="CH")
    assert totals(order) == ("79.90", "15.18", "95.08")


async def test_the_tiers_of_an_article_count_over_the_whole_order(prices: SubgraphClient) -> None:
    """Five of HW-1004 reach the tier of the contract, wherever in the order they stand."""
    order = await priced(prices, DEALER, line(1, "HW-1004", 2), line(2, "HW-1001"), line(3, "HW-1004", 3))
    assert [told["unitNet"] for told in order["lines"]] == ["139.00", "51.30", "139.00"]
    assert [told["lineNet"] for told in order["lines"]] == ["278.00", "51.30", "417.00"]


async def test_one_dealers_order_is_not_priced_by_the_conditions_of_another(prices: SubgraphClient) -> None:
    nets = [(await priced(prices, who, line(1, "HW-1001")))["lines"][0]["unitNet"] for who in (DEALER, DEALER2)]
    assert nets == ["51.30", "54.56"]


async def test_a_private_buyer_is_told_gross_and_the_tax_within_it(prices: SubgraphClient) -> None:
    order = await priced(prices, PRIVATE, line(1, "HW-1001", 2), line(2, "HW-4004"), ship_to="AT")
    assert totals(order) == (None, "43.42", "260.51")
    assert charged(order) == {"freight": (None, "15.48")}
    assert {told["lineNet"] for told in order["lines"]} == {told["unitNet"] for told in order["lines"]} == {None}


@pytest.mark.parametrize(
    ("who", "quantity", "ship_to", "expected"),
    [
        (FIRM, 1, "DE", {"freight": ("6.90", "8.21")}),
        (FIRM, 1, "AT", {"freight": ("12.90", "15.35")}),
        (FIRM, 1, "CH", {}),
        (FIRM, 18, "DE", {"freight": ("6.90", "8.21")}),
        (FIRM, 19, "DE", {}),
        (FIRM, 19, "AT", {"freight": ("12.90", "15.35")}),
        (DEALER, 1, "DE", {"freight": ("6.90", "8.21"), "small_order": ("5.00", "5.95")}),
        (DEALER, 1, "CH", {"small_order": ("5.00", "5.95")}),
        (DEALER, 11, "DE", {"freight": ("6.90", "8.21"), "small_order": ("5.00", "5.95")}),
        (DEALER, 12, "DE", {"freight": ("6.90", "8.21")}),
        (PRIVATE, 1, "AT", {"freight": (None, "15.48")}),
        (PRIVATE, 36, "AT", {"freight": (None, "15.48")}),
        (PRIVATE, 37, "AT", {}),
        (PRIVATE, 1, "DE", {"freight": (None, "8.28")}),
    ],
)
async def test_charges_follow_the_country_of_delivery_the_goods_and_the_buyer(
    prices: SubgraphClient, who: dict[str, Any], quantity: int, ship_to: str, expected: dict[str, tuple[str, str]]
) -> None:
    order = await priced(prices, who, line(1, "HW-4004", quantity), ship_to=ship_to)
    assert charged(order) == expected


async def test_charges_are_part_of_the_totals_and_taxed_with_the_goods(prices: SubgraphClient) -> None:
    order = await priced(prices, DEALER, line(1, "HW-4007"))
    assert charged(order) == {"freight": ("6.90", "8.21"), "small_order": ("5.00", "5.95")}
    assert totals(order) == ("29.15", "5.54", "34.69")


@pytest.mark.parametrize("who", [VISITOR, STAFF])
async def test_who_buys_nothing_here_is_told_no_price_no_charge_and_no_total(
    prices: SubgraphClient, who: dict[str, Any]
) -> None:
    order = await priced(prices, who, line(1, "HW-1001"))
    assert totals(order) == (None, None, None)
    assert order["charges"] == []
    assert [told["priced"] for told in order["lines"]] == [False]


async def test_a_line_without_a_price_says_so_and_leaves_the_others_alone(prices: SubgraphClient) -> None:
    order = await priced(prices, DEALER, line(1, "HW-unknown"), line(2, "HW-1001", 3))
    unpriced, other = order["lines"]
    assert unpriced == {"position": 1, "priced": False} | dict.fromkeys(
        ["unitNet", "unitGross", "lineNet", "lineGross", "source"]
    )
    assert other["priced"]
    assert order["netTotal"] == "153.90"


async def test_an_order_of_nothing_costs_nothing_that_could_be_told(prices: SubgraphClient) -> None:
    order = await priced(prices, DEALER)
    assert (totals(order), order["charges"], order["lines"]) == ((None, None, None), [], [])


async def test_an_order_is_priced_for_its_day(prices: SubgraphClient) -> None:
    lines = line(1, "HW-4005", 4)
    announced = DEALER | {"groups": ["announced_prices"], "roles": ["dealer", "dealer_plus"]}
    nets = [(await priced(prices, announced, lines, day=day))["netTotal"] for day in ("2026-12-31", "2027-01-01")]
    assert nets == ["126.90", "134.10"]


async def test_a_day_whose_prices_are_not_known_yet_is_refused(prices: SubgraphClient) -> None:
    message = await refusal(prices, line(1, "HW-4005"), day="2027-01-01")
    assert message == "Argument 'day' may be 2026-11-24 at the latest, not 2027-01-01."


async def test_lines_that_cannot_be_meant_are_refused_by_their_position(prices: SubgraphClient) -> None:
    assert await refusal(prices, line(7, "HW-1001", 0)) == (
        "Position 7: 'quantity' must be between 1 and 100000, not 0."
    )
    assert await refusal(prices, line(7, "HW-1001"), line(7, "HW-1003")) == (
        "Position 7 stands in 'input.lines' twice; give each line its own."
    )
    assert await refusal(prices, line(2, "HW-1001", orderContent=0)) == (
        "Position 2: contents and 'priceQuantity' must be 1 or more."
    )
    assert await refusal(prices, *(line(position, "HW-1001") for position in range(501))) == (
        "Argument 'input.lines' has 501 entries; an order has 500 at most."
    )


async def test_statements_do_not_grow_with_the_lines(prices: SubgraphClient) -> None:
    counts = []
    for number in (1, 100):
        prices.statements.clear()
        await priced(prices, DEALER, *(line(position, f"HW-{1000 + position}") for position in range(1, number + 1)))
        counts.append(len(prices.statements))
    assert counts == [9, 9]


@pytest.mark.parametrize("service", [None, "stock"])
async def test_only_orders_may_ask(prices: SubgraphClient, service: str | None) -> None:
    variables = {"input": {"shipTo": "DE", "lines": [line(1, "HW-1001")]}}
    answer = await prices.answer(ORDER, DEALER, variables, service=service)
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    assert not answer.get("data")
    assert not prices.statements
