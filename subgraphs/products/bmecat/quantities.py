"""PRODUCT_ORDER_DETAILS and PRICE_BASE: what is counted, ordered and priced, all told in base units."""

from __future__ import annotations

from decimal import Decimal

from subgraphs.products.bmecat.article import Quantities
from subgraphs.products.bmecat.node import Node

ONE = Decimal(1)


def quantities_of(product: Node) -> Quantities:
    """BMEcat 2005: a price is for PRICE_QUANTITY order units, or price units where a PRICE_BASE names one.

    PRICE_UNIT_FACTOR says how many price units an order unit has: a box of 10 priced by the piece has factor 10.
    """
    details = product.child("PRODUCT_ORDER_DETAILS")
    if details is None:
        product.wrong("PRODUCT has no PRODUCT_ORDER_DETAILS.")
        return Quantities("", "", 1, "", 1, 1, 1, 1)
    details.required("ORDER_UNIT")
    order_unit = details.unit("ORDER_UNIT") or ""
    content = details.whole("NO_CU_PER_OU", default=1)
    price_unit, price_content = _price_unit(product, order_unit, content)
    return Quantities(
        base_unit=details.unit("CONTENT_UNIT") or order_unit,
        order_unit=order_unit,
        order_content=content,
        price_unit=price_unit,
        price_content=price_content,
        price_quantity=details.whole("PRICE_QUANTITY", default=1),
        minimum=details.whole("QUANTITY_MIN", default=1),
        step=details.whole("QUANTITY_INTERVAL", default=1),
    )


def _price_unit(product: Node, order_unit: str, order_content: int) -> tuple[str, int]:
    """The unit of all prices of the article and its content in base units."""
    bases = [
        *product.children("PRODUCT_PRICE_DETAILS", "PRICE_BASE"),
        *product.children("PRODUCT_PRICE_DETAILS", "PRODUCT_PRICE", "PRICE_BASE"),
    ]
    found = {(base.unit("PRICE_UNIT") or order_unit, _factor(base)) for base in bases}
    if len(found) > 1:
        bases[0].wrong("The prices of an article are for different units; give all of them the same PRICE_BASE.")
    if len(found) != 1:
        return order_unit, order_content
    unit, factor = found.pop()
    content = order_content / factor if factor > 0 else Decimal()
    if content < 1 or content != content.to_integral_value():
        bases[0].wrong(
            f"PRICE_UNIT_FACTOR {factor} leaves no whole base units in a {unit}; an order unit has {order_content}."
        )
    return unit, int(content)


def _factor(base: Node) -> Decimal:
    """Price units per order unit."""
    stated = base.decimal("PRICE_UNIT_FACTOR")
    return ONE if stated is None else stated
