"""What BMEcat 2005 has no element for, from USER_DEFINED_EXTENSIONS of a PRODUCT.

Where ETIM BMEcat 5.0 (`UDX.EDXF.…`) has an element it is read: packing units with GTIN, discount group, UN number.
Ours are:

    <UDX.WERKTOR.KIND>power_tool</UDX.WERKTOR.KIND>                     required; the words of ProductKind
    <UDX.WERKTOR.PLATFORM>W18</UDX.WERKTOR.PLATFORM>                    battery platform
    <UDX.WERKTOR.CHANNEL country="AT">dealers_only</UDX.WERKTOR.CHANNEL>  one per country; the words of Channel,
                                        with delivered="false" where it is shown but not delivered
    <UDX.WERKTOR.LISTED_ON>2026-03-01</UDX.WERKTOR.LISTED_ON>           since when it is in the range
    <UDX.WERKTOR.SPARE_PARTS_UNTIL>2036-12-31</UDX.WERKTOR.SPARE_PARTS_UNTIL>

An article without any channel is sold by both ways in the countries of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from subgraphs.products.bmecat.article import CHANNELS, KINDS, ArticlePackaging, Header, Market
from subgraphs.products.bmecat.gtin import gtin_of
from subgraphs.products.bmecat.node import Node

OURS = "UDX.WERKTOR."
ETIM = "UDX.EDXF."


@dataclass(frozen=True, slots=True)
class Extensions:
    kind: str
    platform: str | None
    markets: tuple[Market, ...]
    packagings: tuple[ArticlePackaging, ...]
    discount_group: str | None
    dangerous_goods: str | None
    listed_on: date | None
    spare_parts_until: date | None


def extensions_of(product: Node, header: Header) -> Extensions:
    node = product.child("USER_DEFINED_EXTENSIONS")
    if node is None:
        product.wrong(f"PRODUCT has no USER_DEFINED_EXTENSIONS with {OURS}KIND, so nobody knows what sort it is.")
        return Extensions("", None, (), (), None, None, None, None)
    groups = (f"{ETIM}DISCOUNT_GROUP_SUPPLIER", f"{ETIM}DISCOUNT_GROUP_MANUFACTURER")
    return Extensions(
        kind=_kind(node),
        platform=node.text(f"{OURS}PLATFORM"),
        markets=_markets(node, header),
        packagings=tuple(_packagings(node)),
        discount_group=next(filter(None, (node.text(f"{ETIM}DISCOUNT_GROUP", group) for group in groups)), None),
        dangerous_goods=_dangerous_goods(node),
        listed_on=node.day(f"{OURS}LISTED_ON"),
        spare_parts_until=node.day(f"{OURS}SPARE_PARTS_UNTIL"),
    )


def _kind(node: Node) -> str:
    kind = node.required(f"{OURS}KIND")
    if kind and kind not in KINDS:
        node.wrong(f"{OURS}KIND '{kind}' is none of {', '.join(sorted(KINDS))}.")
    return kind


def _markets(node: Node, header: Header) -> tuple[Market, ...]:
    told: dict[str, Market] = {}
    for stated in node.children(f"{OURS}CHANNEL"):
        country = stated.country_attribute("country")
        if stated.content not in CHANNELS:
            stated.wrong(f"{OURS}CHANNEL '{stated.content}' is none of {', '.join(sorted(CHANNELS))}.")
        if (delivered := stated.attribute("delivered") or "true") not in ("true", "false"):
            stated.wrong(f"delivered is true or false, not '{delivered}'.")
        if country is not None:
            if country in told:
                stated.wrong(f"{OURS}CHANNEL is told twice for {country}.")
            told[country] = Market(country, stated.content, delivered == "true")
    return tuple(told.values()) or tuple(Market(country, "both", delivered=True) for country in header.territories)


def _packagings(node: Node) -> Iterator[ArticlePackaging]:
    for unit in node.children(f"{ETIM}PACKING_UNITS", f"{ETIM}PACKING_UNIT"):
        unit.required(f"{ETIM}PACKING_UNIT_CODE")
        unit.required(f"{ETIM}QUANTITY_MIN")
        yield ArticlePackaging(
            unit=unit.unit(f"{ETIM}PACKING_UNIT_CODE") or "",
            content=unit.whole(f"{ETIM}QUANTITY_MIN", default=1),
            gtin=gtin_of(unit.child(f"{ETIM}GTIN")),
        )


def _dangerous_goods(node: Node) -> str | None:
    """`UN 3480`; ETIM writes the four digits alone."""
    details = (f"{ETIM}SPECIAL_TREATMENT_CLASS_DETAILS", f"{ETIM}HAZARDOUS_SUBSTANCES", f"{ETIM}UN_NUMBER")
    found = node.child(*details)
    if found is None or not found.content:
        return None
    digits = found.content.upper().removeprefix("UN").strip()
    if not (len(digits) == 4 and digits.isdecimal()):
        found.wrong(f"UN number '{found.content}' has not four digits.")
    return f"UN {digits}"
