"""Quantities, rounding, tax, tiers, announcements and margins of one price."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from subgraphs.prices.rules.conditions import PriceKind, PriceSource, ProductPricing, Units
from subgraphs.prices.rules.price import MarginBand, OwnPrice, margin_band, price
from subgraphs.prices.rules.terms import Channel, Terms
from tests.kit.pricing import (
    DAY,
    article,
    direct_price,
    discounts,
    list_price,
    net_price,
    promotion,
    stated,
    terms,
)


def own(product: ProductPricing, of: Terms, quantity: int = 1, day: date = DAY) -> OwnPrice:
    found = price(product, of, quantity, day).own
    assert found is not None
    return found


def shown(*amounts: Decimal | None) -> list[str]:
    return [str(amount) for amount in amounts]


def test_ten_pieces_of_7_99_cost_79_90_and_tax_is_taken_from_the_line() -> None:
    found = own(article(prices=(list_price("7.99"),)), terms(), quantity=10)
    assert shown(found.net, found.line_net, found.line_gross) == ["7.99", "79.90", "95.08"]


def test_for_a_private_buyer_the_line_is_a_multiple_of_gross() -> None:
    found = own(article(prices=direct_price("6.71", "7.99")), terms(Channel.PRIVATE), quantity=10)
    assert found.net is None
    assert found.line_net is None
    assert shown(found.gross, found.line_gross) == ["7.99", "79.90"]


def test_a_unit_price_keeps_four_places_and_the_line_rounds_half_up() -> None:
    product = article(prices=(list_price("7.99"),), agreements=(discounts("40", "10", "5"),))
    found = own(product, terms(), quantity=100)
    assert shown(found.net, found.line_net) == ["4.0989", "409.89"]
    assert shown(own(article(prices=(list_price("0.125"),)), terms()).line_net) == ["0.13"]


def test_a_price_for_100_pieces_is_divided_for_the_line() -> None:
    units = Units(price_quantity=100)
    product = article(units, prices=(list_price("12.40", price_quantity=100),))
    found = own(product, terms(), quantity=250)
    assert shown(found.net, found.line_net) == ["12.40", "31.00"]


def test_an_agreement_told_for_one_piece_is_shown_for_the_articles_price_quantity() -> None:
    units = Units(price_quantity=100)
    row = net_price(PriceSource.CONTRACT, "0.1150")
    product = article(units, prices=(list_price("12.40", price_quantity=100),), net_prices=(row,))
    assert shown(own(product, terms(), quantity=100).net) == ["11.50"]


def test_a_box_of_ten_priced_by_the_piece_costs_ten_prices_and_one_priced_by_the_box_one() -> None:
    by_piece = article(Units(order_content=10, price_content=1), prices=(list_price("2.50"),))
    by_box = article(Units(order_content=10, price_content=10), prices=(list_price("25.00"),))
    assert shown(own(by_piece, terms(), quantity=3).line_net, own(by_box, terms(), quantity=3).line_net) == [
        "75.00",
        "75.00",
    ]


def test_tiers_count_base_units_over_the_whole_order() -> None:
    row = net_price(PriceSource.CONTRACT, {1: "10", 50: "9", 100: "8"})
    product = article(Units(order_content=10), net_prices=(row,))
    assert shown(own(product, terms(), quantity=4).net, own(product, terms(), quantity=5).net) == ["10.00", "9.00"]
    whole_order = terms(total_tier_quantity=120)
    assert shown(own(product, whole_order, quantity=1).net) == ["8.00"]


def test_each_tier_says_what_is_then_charged_whichever_source_holds() -> None:
    product = article(
        prices=(list_price({1: "100", 20: "80"}),),
        net_prices=(net_price(PriceSource.CONTRACT, {10: "85", 50: "70"}),),
        promotions=(promotion("90"),),
    )
    tiers = [(tier.from_quantity, str(tier.net)) for tier in own(product, terms()).tiers]
    assert tiers == [(1, "90.00"), (10, "85.00"), (50, "70.00")]


def test_gross_follows_the_rate_of_the_day() -> None:
    found = price(article(prices=(list_price("100"),)), terms(), 1, DAY)
    assert found.own is not None
    assert shown(found.tax_percent, found.own.gross) == ["19", "119.00"]


def test_of_a_direct_price_stated_only_gross_the_net_follows() -> None:
    product = article(prices=(stated(PriceKind.DIRECT_GROSS, "119"),))
    direct = price(product, terms(channel=Channel.FIRM), 1, DAY).direct
    assert direct is not None
    assert shown(direct.net, direct.gross) == ["100.00", "119.00"]


def test_a_newer_gross_price_is_not_paired_with_an_older_net_price() -> None:
    newer = stated(PriceKind.DIRECT_GROSS, "130.90", valid_from=date(2026, 6, 1))
    direct = price(article(prices=(*direct_price("100", "119"), newer)), terms(), 1, DAY).direct
    assert direct is not None
    assert shown(direct.net, direct.gross) == ["110.00", "130.90"]


RISE = (list_price("100"), list_price("106", valid_from=DAY + timedelta(days=38)))


@pytest.mark.parametrize(("days", "expected"), [(0, []), (37, []), (38, ["106.00"])])
def test_a_rise_is_announced_as_soon_as_the_viewer_may_know_it(days: int, expected: list[str]) -> None:
    found = own(article(prices=RISE), terms(known_until=DAY + timedelta(days=days)))
    assert shown(*(later.net for later in found.announced)) == expected


def test_a_rise_of_the_list_is_no_news_to_whom_a_contract_holds() -> None:
    product = article(prices=RISE, net_prices=(net_price(PriceSource.CONTRACT, "90"),))
    assert own(product, terms(known_until=DAY + timedelta(days=60))).announced == ()


LAST_DAY = DAY + timedelta(days=5)


@pytest.mark.parametrize(
    "ending",
    [
        {"net_prices": (net_price(PriceSource.CONTRACT, "80", valid_until=LAST_DAY),)},
        {"promotions": (promotion("80", valid_until=LAST_DAY),)},
        {"agreements": (replace(discounts("20"), valid_until=LAST_DAY),)},
    ],
    ids=["contract", "promotion", "discounts"],
)
def test_that_a_cheaper_price_ends_is_announced_for_the_day_after_its_last(ending: dict[str, Any]) -> None:
    found = own(article(prices=(list_price("100"),), **ending), terms(known_until=DAY + timedelta(days=30)))
    assert str(found.net) == "80.00"
    assert [(later.valid_from, str(later.net)) for later in found.announced] == [
        (LAST_DAY + timedelta(days=1), "100.00")
    ]


def test_what_never_ends_in_the_words_of_an_erp_is_no_change() -> None:
    row = net_price(PriceSource.CONTRACT, "80", valid_until=date.max)
    found = own(article(prices=(list_price("100"),), net_prices=(row,)), terms(known_until=DAY + timedelta(days=30)))
    assert found.announced == ()


def test_no_announcement_tells_of_a_promotion_before_its_launch() -> None:
    contract = net_price(PriceSource.CONTRACT, "80", valid_until=LAST_DAY)
    coming = promotion("60", valid_from=LAST_DAY, valid_until=LAST_DAY + timedelta(days=9))
    product = article(prices=(list_price("100"),), net_prices=(contract,), promotions=(coming,))
    found = own(product, terms(known_until=DAY + timedelta(days=60)))
    assert shown(*(later.net for later in found.announced)) == ["100.00"]


def test_a_rise_is_announced_as_what_changes_when_a_promotion_has_ended_before_it() -> None:
    product = article(prices=RISE, promotions=(promotion("80", valid_until=LAST_DAY),))
    found = own(product, terms(known_until=DAY + timedelta(days=60)))
    assert shown(*(later.net for later in found.announced)) == ["100.00", "106.00"]


def test_whoever_buys_nothing_here_has_no_price_of_his_own() -> None:
    visitor = Terms(market=terms().market, known_until=DAY)
    found = price(article(prices=(list_price("100"), *direct_price("90", "107.10"))), visitor, 1, DAY)
    assert found.own is None
    assert shown(found.list_price, found.direct and found.direct.gross) == ["100.00", "107.10"]


def test_the_recommended_price_tells_since_when() -> None:
    found = price(article(prices=(stated(PriceKind.RECOMMENDED, "149"),)), terms(), 1, DAY)
    assert found.recommended is not None
    assert (str(found.recommended.gross), found.recommended.valid_from) == ("149.00", date(2026, 1, 1))


def test_a_recommendation_that_begins_with_a_whole_box_is_told_for_the_piece_too() -> None:
    product = article(Units(order_content=10), prices=(stated(PriceKind.RECOMMENDED, {10: "1.49", 100: "1.29"}),))
    found = price(product, terms(), 1, DAY)
    assert shown(found.recommended and found.recommended.gross) == ["1.49"]


def test_the_margin_is_percent_of_net_for_private_buyers_too() -> None:
    cost = stated(PriceKind.COST, "60")
    assert shown(own(article(prices=(list_price("100"), cost)), terms()).margin) == ["40.00"]
    private = own(article(prices=(*direct_price("100", "119"), cost)), terms(Channel.PRIVATE))
    assert shown(private.margin) == ["40.00"]


@pytest.mark.parametrize(
    ("margin", "band"),
    [
        ("-5", MarginBand.LOW),
        ("14.999", MarginBand.LOW),
        ("15", MarginBand.MEDIUM),
        ("34.999", MarginBand.MEDIUM),
        ("35", MarginBand.HIGH),
    ],
)
def test_margin_bands_begin_at_15_and_at_35_percent(margin: str, band: MarginBand) -> None:
    assert margin_band(Decimal(margin)) is band
