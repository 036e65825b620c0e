"""What an order costs beside its goods, decided alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from subgraphs.prices.rules.charges import Charge, ChargeKind, Freight, SmallOrderSurcharge, Tariff, charges
from subgraphs.prices.rules.conditions import Market
from subgraphs.prices.rules.terms import Channel
from tests.kit.pricing import BEGIN, DAY, GERMANY, terms

TAX = Decimal(19)
AUSTRIA = Market("AT", "EUR")
FREIGHT = Freight(GERMANY, BEGIN, Decimal("6.90"), Decimal(150))
SURCHARGE = SmallOrderSurcharge(Channel.DEALER, GERMANY, BEGIN, Decimal(5), Decimal(50))
TARIFF = Tariff((FREIGHT,), (SURCHARGE,))


def charged(
    goods: str,
    channel: Channel = Channel.DEALER,
    tariff: Tariff = TARIFF,
    ship_to: str = "DE",
    tax: Decimal | None = TAX,
    day: date = DAY,
) -> dict[ChargeKind, Charge]:
    found = charges(tariff, terms(channel), ship_to, Decimal(goods), tax, day)
    return {charge.kind: charge for charge in found}


@pytest.mark.parametrize(
    ("goods", "kinds"),
    [
        ("49.99", {ChargeKind.FREIGHT, ChargeKind.SMALL_ORDER}),
        ("50.00", {ChargeKind.FREIGHT}),
        ("149.99", {ChargeKind.FREIGHT}),
        ("150.00", set()),
    ],
)
def test_the_limits_themselves_are_free(goods: str, kinds: set[ChargeKind]) -> None:
    assert charged(goods).keys() == kinds


def test_a_charge_tells_net_and_gross() -> None:
    assert charged("10")[ChargeKind.FREIGHT] == Charge(ChargeKind.FREIGHT, Decimal("6.90"), Decimal("8.21"))


@pytest.mark.parametrize(("goods", "free"), [("178.49", False), ("178.50", True)])
def test_a_private_buyer_reaches_the_limit_with_its_tax(goods: str, free: bool) -> None:
    """150.00 net are 178.50 with 19 %."""
    assert (ChargeKind.FREIGHT not in charged(goods, Channel.PRIVATE)) is free


def test_a_private_buyer_is_told_no_net() -> None:
    assert charged("10", Channel.PRIVATE) == {
        ChargeKind.FREIGHT: Charge(ChargeKind.FREIGHT, None, Decimal("8.21")),
    }


def test_where_no_tax_rate_is_known_a_private_buyer_is_told_a_charge_without_its_amount() -> None:
    assert charged("1000", Channel.PRIVATE, tax=None) == {ChargeKind.FREIGHT: Charge(ChargeKind.FREIGHT, None, None)}
    assert charged("10", tax=None)[ChargeKind.FREIGHT] == Charge(ChargeKind.FREIGHT, Decimal("6.90"), None)


@pytest.mark.parametrize("channel", [Channel.FIRM, Channel.PRIVATE])
def test_only_the_channel_a_surcharge_speaks_of_pays_it(channel: Channel) -> None:
    assert ChargeKind.SMALL_ORDER not in charged("10", channel)


def test_the_freight_is_that_of_the_country_of_delivery() -> None:
    there = Freight(AUSTRIA, BEGIN, Decimal("12.90"))
    tariff = Tariff((FREIGHT, there))
    assert charged("10", tariff=tariff, ship_to="AT")[ChargeKind.FREIGHT].net == Decimal("12.90")
    assert charged("10", tariff=tariff, ship_to="CH") == {}


def test_a_freight_in_another_currency_is_not_charged() -> None:
    francs = Freight(Market("DE", "CHF"), BEGIN, Decimal(30))
    assert charged("10", tariff=Tariff((francs,))) == {}


def test_without_a_limit_no_delivery_is_free() -> None:
    always = Freight(GERMANY, BEGIN, Decimal("6.90"))
    assert ChargeKind.FREIGHT in charged("100000", tariff=Tariff((always,)))


def test_the_newest_charge_that_has_begun_holds() -> None:
    rise = Freight(GERMANY, date(2027, 1, 1), Decimal("7.90"), Decimal(150))
    tariff = Tariff((rise, FREIGHT))
    nets = [charged("60", tariff=tariff, day=day)[ChargeKind.FREIGHT].net for day in (DAY, rise.valid_from)]
    assert nets == [Decimal("6.90"), Decimal("7.90")]
