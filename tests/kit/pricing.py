"""Short ways to tell conditions and terms for tests of prices; everything holds in DE, in EUR, from 2026-01-01."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from subgraphs.prices.rules.conditions import (
    Conditions,
    DirectFloor,
    DiscountAgreement,
    Market,
    MarketPrice,
    NetPrice,
    Party,
    PartyKind,
    PriceKind,
    PriceSource,
    ProductPricing,
    Promotion,
    SalesWay,
    TaxRate,
    Tier,
    Units,
)
from subgraphs.prices.rules.terms import Channel, Customer, Terms

GERMANY = Market("DE", "EUR")
BEGIN = date(2026, 1, 1)
DAY = date(2026, 11, 24)
ONE = Units()
VOGT = Party(PartyKind.COMPANY, "eisen-vogt")
PARENT = Party(PartyKind.COMPANY, "vogt-holding")
GROUP = Party(PartyKind.BUYING_GROUP, "ekv-nord")
CLASS = Party(PartyKind.DEALER_CLASS, "standard")
STRANGER = Party(PartyKind.COMPANY, "nordwerk-handel")
TAX = (TaxRate("DE", BEGIN, Decimal(19)),)


def tiers(told: dict[int, str] | str) -> tuple[Tier, ...]:
    graduated = {1: told} if isinstance(told, str) else told
    return tuple(Tier(quantity, Decimal(amount)) for quantity, amount in graduated.items())


def stated(kind: PriceKind, amount: dict[int, str] | str, **more: Any) -> MarketPrice:
    told: dict[str, Any] = {"market": GERMANY, "valid_from": BEGIN, "valid_until": None, "price_quantity": 1} | more
    return MarketPrice(kind=kind, tiers=tiers(amount), **told)


def list_price(amount: dict[int, str] | str, group: str | None = "E1", **more: Any) -> MarketPrice:
    return stated(PriceKind.LIST, amount, discount_group=group, **more)


def direct_price(net: str, gross: str, **more: Any) -> tuple[MarketPrice, MarketPrice]:
    return stated(PriceKind.DIRECT_NET, net, **more), stated(PriceKind.DIRECT_GROSS, gross, **more)


def net_price(source: PriceSource, amount: dict[int, str] | str, party: Party = VOGT, **more: Any) -> NetPrice:
    told: dict[str, Any] = {"market": GERMANY, "valid_from": BEGIN, "valid_until": None, "price_quantity": 1} | more
    return NetPrice(source=source, party=party, tiers=tiers(amount), **told)


def discounts(*rates: str, party: Party = VOGT, group: str = "E1", begin: date = BEGIN) -> DiscountAgreement:
    return DiscountAgreement(party, group, begin, None, tuple(Decimal(rate) for rate in rates))


def promotion(net: str, gross: str | None = None, way: SalesWay = SalesWay.DEALERS, **more: Any) -> Promotion:
    told: dict[str, Any] = {
        "campaign": "autumn",
        "market": GERMANY,
        "valid_from": BEGIN,
        "valid_until": date(2026, 12, 31),
        "price_quantity": 1,
        "names": {"de": "Herbst", "en": "autumn"},
    } | more
    return Promotion(way=way, net=Decimal(net), gross=None if gross is None else Decimal(gross), **told)


def floor(maximum_discount: str) -> DirectFloor:
    return DirectFloor(GERMANY, BEGIN, Decimal(maximum_discount))


def article(units: Units = ONE, **conditions: Any) -> ProductPricing:
    return ProductPricing("HW-1001", units, Conditions(tax_rates=TAX, **conditions))


def terms(channel: Channel = Channel.DEALER, **more: Any) -> Terms:
    """Those of Eisen Vogt with a parent company, a buying group and a dealer class; `Terms` fields in `more`."""
    customer = Customer("eisen-vogt", "DE", "EUR", channel, "vogt-holding", "ekv-nord", "standard")
    told: dict[str, Any] = {"known_until": DAY, "buyer": customer.company, "parties": customer.parties} | more
    return Terms(market=GERMANY, channel=channel, **told)
