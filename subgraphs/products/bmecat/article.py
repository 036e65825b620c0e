"""What a catalogue says, as plain frozen records: header, groups, articles and their prices.

The records keep the words of BMEcat 2005 (quantities per order unit, tax as a fraction) and leave out what nobody here
asks for. Texts are mappings from language (ISO 639-1) to text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Texts: TypeAlias = Mapping[str, str]

KINDS = frozenset({"power_tool", "hand_tool", "battery", "charger", "accessory", "spare_part", "set"})
CHANNELS = frozenset({"direct", "dealers_only", "both", "on_enquiry"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands, for people who have to correct it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Header:
    """The HEADER: which catalogue this is, and what holds for articles that do not say otherwise."""

    catalogue_id: str
    version: str
    names: Texts
    language: str
    """Language of texts without a `lang`, ISO 639-1."""
    territories: tuple[str, ...]
    """Countries the catalogue is for, ISO 3166-1 alpha-2."""
    currency: str | None
    """Of prices without their own, ISO 4217."""
    mime_root: str
    """What relative addresses of pictures and documents start with."""


@dataclass(frozen=True, slots=True)
class Group:
    """A CATALOG_STRUCTURE: one node of the group tree; the root of the tree itself is not a group."""

    id: str
    parent: str | None
    names: Texts
    order: int
    """Place among its siblings (GROUP_ORDER), 0 where nothing is said."""
    place: Place


@dataclass(frozen=True, slots=True)
class ArticlePrice:
    """A PRODUCT_PRICE for one territory, its validity taken from PRODUCT_PRICE_DETAILS."""

    kind: str
    """price_type: `net_list`, `nrp`, `udp_directnet`, `udp_directgross`, `udp_cost`, ..."""
    territory: str | None
    """ISO 3166-1 alpha-2; nothing when neither price nor catalogue names one."""
    currency: str
    """ISO 4217."""
    amount: Decimal
    """PRICE_AMOUNT × PRICE_FACTOR, for `Quantities.price_quantity` price units."""
    lower_bound: int
    """Smallest quantity it holds for, in order units; 1 where nothing is said."""
    valid_from: date | None
    valid_until: date | None
    """The last day it holds."""
    tax: Decimal | None
    """As a fraction, 0.19 for 19 %; whether `amount` includes it follows from the price type."""


@dataclass(frozen=True, slots=True)
class Quantities:
    """PRODUCT_ORDER_DETAILS and PRICE_BASE, told in base units (CONTENT_UNIT); unit codes are UN/ECE."""

    base_unit: str
    order_unit: str
    order_content: int
    """Base units per order unit (NO_CU_PER_OU)."""
    price_unit: str
    """The order unit, unless PRICE_BASE names another."""
    price_content: int
    """Base units per price unit."""
    price_quantity: int
    """Price units a price is for (PRICE_QUANTITY)."""
    minimum: int
    """Smallest order, in order units."""
    step: int
    """Orders grow by this, in order units."""


@dataclass(frozen=True, slots=True)
class ArticleFeature:
    """A FEATURE: its values by language as written, numbers with a decimal point; the unit is a UN/ECE code."""

    names: Texts
    contents: Mapping[str, tuple[str, ...]]
    ranged: bool
    """Whether two values are the ends of a range (FVALUE_TYPE); otherwise several values stand side by side."""
    unit: str | None


@dataclass(frozen=True, slots=True)
class ArticleMedium:
    """A MIME: a picture, drawing or document at a full address."""

    url: str
    alts: Texts
    kind: str
    """`picture`, `drawing` or `document`."""


@dataclass(frozen=True, slots=True)
class ArticlePackaging:
    """A packing unit of `content` base units, with a GTIN of its own where it has one."""

    unit: str
    content: int
    gtin: str | None


@dataclass(frozen=True, slots=True)
class ArticleReference:
    """A PRODUCT_REFERENCE to another article of ours."""

    kind: str
    """`accessory`, `spare_part` or `successor`."""
    target: str
    position: str | None
    """Number in the spare-part drawing."""
    quantity: int


@dataclass(frozen=True, slots=True)
class Market:
    """How an article is sold in one country."""

    country: str
    channel: str
    delivered: bool


@dataclass(frozen=True, slots=True)
class Article:
    """A PRODUCT (or ARTICLE) that passed all checks of the reader."""

    sku: str
    gtin: str | None
    names: Texts
    descriptions: Texts
    keywords: tuple[str, ...]
    kind: str
    group: str | None
    platform: str | None
    quantities: Quantities
    features: tuple[ArticleFeature, ...]
    media: tuple[ArticleMedium, ...]
    packagings: tuple[ArticlePackaging, ...]
    references: tuple[ArticleReference, ...]
    markets: tuple[Market, ...]
    prices: tuple[ArticlePrice, ...]
    discount_group: str | None
    discontinued: bool
    origin: str | None
    """Country of origin, ISO 3166-1 alpha-2."""
    customs_tariff: str | None
    dangerous_goods: str | None
    """UN number, e.g. `UN 3480`."""
    spare_parts_until: date | None
    listed_on: date | None
    """Since when it is in the range; nothing where the catalogue does not tell."""
