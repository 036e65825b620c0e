"""PRODUCT_PRICE_DETAILS: the prices of an article, one record per territory, for whoever keeps prices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from subgraphs.products.bmecat.article import ArticlePrice, Header
from subgraphs.products.bmecat.node import Node

NO_AMOUNT = frozenset({"on_request"})
"""Price types that say that there is no price."""

ONE = Decimal(1)
FINEST = Decimal("0.0001")


def prices_of(product: Node, header: Header) -> tuple[ArticlePrice, ...]:
    return tuple(price for details in product.children("PRODUCT_PRICE_DETAILS") for price in _prices(details, header))


def _prices(details: Node, header: Header) -> Iterator[ArticlePrice]:
    start, end = _validity(details, "valid_start_date"), _validity(details, "valid_end_date")
    if start is not None and end is not None and end < start:
        details.wrong(f"Prices end on {end}, before they start on {start}.")
    for price in details.children("PRODUCT_PRICE"):
        kind = price.attribute("price_type")
        if kind is None:
            price.wrong("PRODUCT_PRICE has no price_type.")
        elif kind not in NO_AMOUNT:
            yield from _by_territory(price, kind, header, start, end)


def _validity(details: Node, kind: str) -> date | None:
    """Both ways of BMEcat 2005: DATETIME with a type, or an element of that name."""
    for moment in details.children("DATETIME"):
        if moment.attribute("type") == kind:
            return moment.day("DATE")
    return details.day(kind.upper())


def _by_territory(
    price: Node, kind: str, header: Header, start: date | None, end: date | None
) -> Iterator[ArticlePrice]:
    amount = price.decimal("PRICE_AMOUNT")
    if price.text("PRICE_AMOUNT") is None:
        price.wrong("PRODUCT_PRICE has no PRICE_AMOUNT; price formulas are not read.")
    elif amount is not None and amount < 0:
        price.wrong(f"PRICE_AMOUNT {amount} is below zero.")
    factor = price.decimal("PRICE_FACTOR")
    amount = (amount or Decimal()) * (ONE if factor is None else factor)
    if amount != amount.quantize(FINEST):
        price.wrong(f"The price {amount} has more than four decimal places; raise PRICE_QUANTITY instead.")
    currency = price.currency("PRICE_CURRENCY") or header.currency
    if currency is None:
        price.wrong("Neither PRODUCT_PRICE nor the catalogue names a currency.")
    tax = price.decimal("TAX") if price.child("TAX") is not None else price.decimal("TAX_DETAILS", "TAX")
    if tax is not None and not 0 <= tax < 1:
        price.wrong(f"TAX {tax} is no fraction; 19 % is written 0.19.")
    bound = price.whole("LOWER_BOUND", default=1)
    territories: tuple[str | None, ...] = price.countries("TERRITORY") or header.territories or (None,)
    for territory in territories:
        yield ArticlePrice(
            kind=kind,
            territory=territory,
            currency=currency or "",
            amount=amount,
            lower_bound=bound,
            valid_from=start,
            valid_until=end,
            tax=tax,
        )
