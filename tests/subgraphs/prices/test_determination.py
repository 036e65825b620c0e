"""The order of determination: first hit wins, a promotion competes, the nearest party and the latest date hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from subgraphs.prices.rules.conditions import Market, PriceSource, ProductPricing, SalesWay
from subgraphs.prices.rules.price import OwnPrice, price
from subgraphs.prices.rules.terms import Binding, Channel, Terms
from tests.kit.pricing import (
    CLASS,
    DAY,
    GROUP,
    PARENT,
    STRANGER,
    VOGT,
    article,
    direct_price,
    discounts,
    floor,
    list_price,
    net_price,
    promotion,
    terms,
)

S = PriceSource
LIST_ROUTE = {"prices": (list_price("100"),), "agreements": (discounts("40", "10", "5"),)}


def own(product: ProductPricing, of: Terms, quantity: int = 1, day: date = DAY) -> OwnPrice:
    found = price(product, of, quantity, day).own
    assert found is not None
    return found


def hit(product: ProductPricing, of: Terms, quantity: int = 1, day: date = DAY) -> tuple[str, str]:
    found = own(product, of, quantity, day)
    return found.source.name, str(found.gross if found.net is None else found.net)


def test_discounts_chain_on_the_reduced_amount() -> None:
    found = own(article(**LIST_ROUTE), terms())
    assert [(step.text["de"], str(step.amount)) for step in found.steps] == [
        ("Listenpreis", "100.00"),
        ("Rabatt 40 %", "60.00"),
        ("Rabatt 10 %", "54.00"),
        ("Rabatt 5 %", "51.30"),
    ]
    assert [step.text["en"] for step in found.steps][:2] == ["List price", "Discount 40%"]
    assert "eisen-vogt" in found.steps[-1].source


def test_a_step_names_half_percents_the_way_the_language_does() -> None:
    found = own(article(prices=(list_price("100"),), agreements=(discounts("12.5"),)), terms())
    assert dict(found.steps[-1].text) == {"de": "Rabatt 12,5 %", "en": "Discount 12.5%"}


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ((S.PROJECT, S.CONTRACT, S.CUSTOMER_LIST), "PROJECT"),
        ((S.CONTRACT, S.CUSTOMER_LIST), "CONTRACT"),
        ((S.CUSTOMER_LIST,), "CUSTOMER_LIST"),
        ((), "LIST_DISCOUNTS"),
    ],
)
def test_the_first_source_that_holds_wins(sources: tuple[PriceSource, ...], expected: str) -> None:
    net = tuple(net_price(source, "50") for source in sources)
    assert hit(article(net_prices=net, **LIST_ROUTE), terms())[0] == expected


@pytest.mark.parametrize("source", [S.QUOTE, S.BLANKET])
def test_a_binding_price_stands_before_all_and_no_promotion_touches_it(source: PriceSource) -> None:
    bound = Binding(source, "Q-17", Decimal("70"), 1, least_quantity=10, valid_until=DAY)
    product = article(promotions=(promotion("1"),), net_prices=(net_price(S.PROJECT, "60"),), **LIST_ROUTE)
    of = terms(binding=bound)
    assert hit(product, of, quantity=10) == (source.name, "70.00")
    assert hit(product, of, quantity=9) == ("PROJECT", "60.00"), "less than quoted goes back to sales"
    assert hit(product, of, quantity=10, day=date(2026, 11, 25)) == ("PROJECT", "60.00"), "binds to its last day"


def test_no_promotion_touches_a_project_price() -> None:
    product = article(promotions=(promotion("1"),), net_prices=(net_price(S.PROJECT, "60"),), **LIST_ROUTE)
    assert hit(product, terms()) == ("PROJECT", "60.00")


@pytest.mark.parametrize(
    ("amount", "expected"), [("51.29", "PROMOTION"), ("51.30", "LIST_DISCOUNTS"), ("60", "LIST_DISCOUNTS")]
)
def test_a_promotion_wins_only_when_it_is_lower(amount: str, expected: str) -> None:
    assert hit(article(promotions=(promotion(amount),), **LIST_ROUTE), terms())[0] == expected


def test_a_promotion_competes_with_a_contract() -> None:
    product = article(promotions=(promotion("48"),), net_prices=(net_price(S.CONTRACT, "50"),), **LIST_ROUTE)
    assert hit(product, terms()) == ("PROMOTION", "48.00")


def test_of_overlapping_campaigns_the_lower_wins_and_of_one_campaign_the_latest_row() -> None:
    rows = (
        promotion("45"),
        promotion("44", campaign="summer"),
        promotion("20", campaign="winter", valid_from=date(2026, 2, 1)),
        promotion("47", campaign="winter", valid_from=date(2026, 3, 1)),
    )
    assert hit(article(promotions=rows, **LIST_ROUTE), terms()) == ("PROMOTION", "44.00")


def test_a_promotion_for_dealers_is_not_for_direct_buyers() -> None:
    product = article(prices=direct_price("84.03", "100"), promotions=(promotion("1"),))
    assert hit(product, terms(Channel.FIRM)) == ("DIRECT", "84.03")


def test_company_beats_parent_beats_buying_group_beats_dealer_class() -> None:
    parties = [CLASS, GROUP, PARENT, VOGT]
    for known in range(1, 5):
        rows = tuple(discounts(str(10 * rank), party=party) for rank, party in enumerate(parties[:known], 1))
        assert hit(article(prices=(list_price("100"),), agreements=rows), terms())[1] == f"{100 - 10 * known}.00"


def test_the_nearest_party_wins_even_with_an_older_or_dearer_row() -> None:
    rows = (
        net_price(S.CONTRACT, "90"),
        net_price(S.CONTRACT, "10", party=GROUP, valid_from=date(2026, 6, 1)),
    )
    assert hit(article(net_prices=rows), terms()) == ("CONTRACT", "90.00")


def test_conditions_of_another_company_or_market_never_count() -> None:
    product = article(
        prices=(list_price("100"), list_price("1", market=Market("AT", "EUR"), valid_from=date(2026, 6, 1))),
        net_prices=(net_price(S.PROJECT, "1", party=STRANGER), net_price(S.PROJECT, "1", market=Market("AT", "EUR"))),
        agreements=(discounts("99", party=STRANGER),),
    )
    assert hit(product, terms()) == ("LIST_DISCOUNTS", "100.00")


def test_two_dealers_of_equal_tier_pay_what_each_has_agreed() -> None:
    product = article(prices=(list_price("100"),), agreements=(discounts("40"), discounts("38", "12", party=STRANGER)))
    assert hit(product, terms()) == ("LIST_DISCOUNTS", "60.00")
    assert hit(product, terms(parties=(STRANGER, CLASS))) == ("LIST_DISCOUNTS", "54.56")


def test_of_overlapping_rows_the_latest_valid_from_wins() -> None:
    rows = (
        list_price("100"),
        list_price("104", valid_from=date(2026, 11, 24)),
        list_price("99", valid_from=date(2027, 1, 1)),
    )
    product = article(prices=rows)
    assert hit(product, terms(), day=date(2026, 11, 23)) == ("LIST_DISCOUNTS", "100.00")
    assert hit(product, terms()) == ("LIST_DISCOUNTS", "104.00")


def test_both_ends_of_a_validity_belong_to_it() -> None:
    row = net_price(S.CONTRACT, "50", valid_from=date(2026, 3, 1), valid_until=date(2026, 3, 31))
    product = article(net_prices=(row,), **LIST_ROUTE)
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    assert [hit(product, terms(), day=day)[0] for day in days] == [
        "LIST_DISCOUNTS",
        "CONTRACT",
        "CONTRACT",
        "LIST_DISCOUNTS",
    ]


def test_a_net_price_takes_a_discount_only_when_it_says_so() -> None:
    for discountable, expected in ((False, "50.00"), (True, "25.65")):
        row = net_price(S.CONTRACT, "50", discountable=discountable)
        assert hit(article(net_prices=(row,), **LIST_ROUTE), terms()) == ("CONTRACT", expected)


@pytest.mark.parametrize("source", [S.CONTRACT, S.CUSTOMER_LIST])
def test_an_agreed_price_above_the_list_route_stays_and_says_so_to_sales(source: PriceSource) -> None:
    found = own(article(net_prices=(net_price(source, "60"),), **LIST_ROUTE), terms())
    assert (found.source, str(found.net)) == (source, "60.00")
    assert found.steps[-1].source.endswith("; above the list route, 51.30")


def test_a_company_with_best_price_pays_the_list_route_when_it_is_lower() -> None:
    of = terms(best_price=True)
    found = own(article(net_prices=(net_price(S.CONTRACT, "60"),), **LIST_ROUTE), of)
    assert (found.source, str(found.net)) == (S.LIST_DISCOUNTS, "51.30")
    assert found.steps[-1].text["de"].startswith("Bestpreis")
    assert hit(article(net_prices=(net_price(S.CONTRACT, "50"),), **LIST_ROUTE), of) == ("CONTRACT", "50.00")


def test_a_private_buyer_pays_the_stated_gross_and_a_firm_the_stated_net() -> None:
    product = article(prices=(list_price("100"), *direct_price("83.99", "99.95")))
    assert hit(product, terms(Channel.PRIVATE)) == ("DIRECT", "99.95")
    assert hit(product, terms(Channel.FIRM)) == ("DIRECT", "83.99")
    assert own(product, terms(Channel.PRIVATE)).net is None


def test_a_dealer_never_falls_back_to_the_direct_price_nor_a_firm_to_the_list() -> None:
    assert price(article(prices=direct_price("80", "95.20")), terms(), 1, DAY).own is None
    assert price(article(prices=(list_price("100"),)), terms(Channel.FIRM), 1, DAY).own is None


def test_the_floor_cuts_a_direct_discount() -> None:
    prices = (list_price("100", group="H1"), *direct_price("95", "113.05"))
    product = article(prices=prices, agreements=(discounts("25", group="H1"),), floors=(floor("10"),))
    found = own(product, terms(Channel.FIRM))
    assert [str(step.amount) for step in found.steps] == ["95.00", "71.25", "90.00"]
    assert found.steps[-1].text["de"] == "Niedrigster Direktpreis"
    assert hit(product, terms(Channel.PRIVATE)) == ("DIRECT", "107.10"), "100.00 less 10 %, and VAT"


def test_the_floor_cuts_a_direct_promotion_but_no_dealer_price() -> None:
    prices = (list_price("100"), *direct_price("95", "113.05"))
    rows = (promotion("70", "83.30", way=SalesWay.DIRECT), promotion("70"))
    product = article(prices=prices, promotions=rows, floors=(floor("10"),))
    assert hit(product, terms(Channel.FIRM)) == ("PROMOTION", "90.00")
    assert hit(product, terms(Channel.DEALER)) == ("PROMOTION", "70.00")


def test_the_floor_never_lifts_the_direct_price_as_it_is_stated() -> None:
    product = article(prices=(list_price("100"), *direct_price("80", "95.20")), floors=(floor("10"),))
    found = own(product, terms(Channel.FIRM))
    assert [str(step.amount) for step in found.steps] == ["80.00"]


def test_no_dealers_condition_changes_a_direct_price() -> None:
    prices = (list_price("100"), *direct_price("95", "113.05"))
    plain = article(prices=prices, floors=(floor("10"),))
    beside = replace(
        plain,
        conditions=replace(
            plain.conditions,
            net_prices=(net_price(S.CONTRACT, "1", party=STRANGER),),
            agreements=(discounts("90", party=STRANGER),),
            promotions=(promotion("1"),),
        ),
    )
    assert own(plain, terms(Channel.FIRM)) == own(beside, terms(Channel.FIRM))
