"""The rows a price is determined from, as frozen values: what is stated for a market, agreed with a party, or promoted.

Amounts are net unless told otherwise and hold for `price_quantity` price units; tiers count base units.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


class PriceKind(enum.Enum):
    """What the manufacturer states about an article for a whole market."""

    LIST = "list"
    RECOMMENDED = "recommended"
    """Non-binding recommendation to resellers, including VAT."""
    DIRECT_NET = "direct_net"
    DIRECT_GROSS = "direct_gross"
    COST = "cost"


class PriceSource(enum.Enum):
    """The sources of DOMAIN 5.1, in their order; a promotion competes with all but the first three."""

    QUOTE = "quote"
    BLANKET = "blanket"
    PROJECT = "project"
    CONTRACT = "contract"
    CUSTOMER_LIST = "customer_list"
    LIST_DISCOUNTS = "list_discounts"
    DIRECT = "direct"
    PROMOTION = "promotion"


class PartyKind(enum.Enum):
    COMPANY = "company"
    BUYING_GROUP = "buying_group"
    DEALER_CLASS = "dealer_class"


class SalesWay(enum.Enum):
    """To whom a promotion speaks."""

    DEALERS = "dealers"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Market:
    """ISO 3166-1 alpha-2 country and ISO 4217 currency."""

    country: str
    currency: str


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a condition is agreed with."""

    kind: PartyKind
    id: str


@dataclass(frozen=True, slots=True)
class Tier:
    from_quantity: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class MarketPrice:
    kind: PriceKind
    market: Market
    valid_from: date
    valid_until: date | None
    price_quantity: int
    tiers: tuple[Tier, ...]
    discount_group: str | None = None


@dataclass(frozen=True, slots=True)
class NetPrice:
    """A project, contract or customer list price: no discount on top unless `discountable`."""

    source: PriceSource
    party: Party
    market: Market
    valid_from: date
    valid_until: date | None
    price_quantity: int
    tiers: tuple[Tier, ...]
    discountable: bool = False
    reference: str = ""


@dataclass(frozen=True, slots=True)
class DiscountAgreement:
    """Discounts in percent on one discount group, each on the amount the one before has left."""

    party: Party
    discount_group: str
    valid_from: date
    valid_until: date | None
    rates: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Promotion:
    """A campaign's price for dealers, or for direct customers with the gross price private buyers pay."""

    campaign: str
    way: SalesWay
    market: Market
    valid_from: date
    valid_until: date
    price_quantity: int
    net: Decimal
    gross: Decimal | None
    names: Mapping[str, str]
    """The campaign's name by language."""


@dataclass(frozen=True, slots=True)
class DirectFloor:
    """The most, in percent of the list price, that our own direct price may be reduced to; no dealer price enters."""

    market: Market
    valid_from: date
    maximum_discount: Decimal


@dataclass(frozen=True, slots=True)
class TaxRate:
    """The standard VAT rate of a country in percent."""

    country: str
    valid_from: date
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Conditions:
    """Every row that may bear on one article."""

    prices: tuple[MarketPrice, ...] = ()
    net_prices: tuple[NetPrice, ...] = ()
    agreements: tuple[DiscountAgreement, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    floors: tuple[DirectFloor, ...] = ()
    tax_rates: tuple[TaxRate, ...] = ()


@dataclass(frozen=True, slots=True)
class Units:
    """`order_content` and `price_content`: base units per order unit and per price unit.

    A shown price is for `price_quantity` price units, usually 1 or 100.
    """

    order_content: int = 1
    price_content: int = 1
    price_quantity: int = 1


@dataclass(frozen=True, slots=True)
class ProductPricing:
    """One article as far as prices know it."""

    sku: str
    units: Units
    conditions: Conditions
