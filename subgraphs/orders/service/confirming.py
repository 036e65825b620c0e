"""What the confirmation of an order says to this viewer: what was agreed, as far as he sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from subgraphs.common.viewer import Viewer
from subgraphs.orders.documents.confirmation import (
    Confirmation,
    ConfirmedCharge,
    ConfirmedLine,
    LineAmounts,
    Party,
    Totals,
)
from subgraphs.orders.queries.orders import AnyRow
from subgraphs.orders.rules.reserved import waiting_units
from subgraphs.orders.rules.rows import address_seen
from subgraphs.orders.service.letterhead import Letterhead
from subgraphs.orders.service.progress import line_of

SEES_AMOUNTS = "order_amounts"
"""The field group of an order's amounts in the policies."""

SEES_ADDRESSES = "delivery_addresses"
"""The field group of where goods go: a document shows no more than the fields beside it (DOMAIN 3)."""

ORIGINAL = "de"
"""The language every article has a name in."""


def confirmation_of(
    viewer: Viewer,
    order: AnyRow,
    lines: Sequence[AnyRow],
    charges: Sequence[AnyRow],
    parties: Letterhead,
    language: str,
) -> Confirmation:
    """`lines` and `charges` as `queries.orders` tells them; `language`: ISO 639-1, of the articles' names."""
    priced = SEES_AMOUNTS in viewer.groups
    return Confirmation(
        number=order.number,
        state=order.state,
        placed_at=order.placed_at,
        currency=order.currency,
        buyer_reference=order.buyer_reference,
        requested_date=order.requested_date,
        back_orders=bool(order.back_orders),
        reserved_until=order.reserved_until,
        seller=parties.seller,
        buyer=parties.buyer,
        ship_to=_ship_to(order) if SEES_ADDRESSES in viewer.groups and address_seen(viewer, order.state) else None,
        lines=tuple(_line(row, language, priced=priced) for row in lines),
        charges=tuple(ConfirmedCharge(row.kind, row.gross if row.net is None else row.net) for row in charges)
        if priced
        else (),
        totals=Totals(order.net_total, order.tax_rate, order.tax_total, order.gross_total) if priced else None,
    )


def _line(row: AnyRow, language: str, *, priced: bool) -> ConfirmedLine:
    names: Mapping[str, str] = row.names or {}
    waiting = waiting_units(row.back_ordered, row.order_content)
    return ConfirmedLine(
        position=row.position,
        sku=row.sku,
        name=names.get(language) or names.get(ORIGINAL),
        buyer_number=row.buyer_number,
        line_text=row.line_text,
        quantity=row.quantity,
        unit=row.order_unit,
        state=row.state,
        promised_date=row.promised_date,
        back_ordered=min(waiting, line_of(row).open_quantity),
        amounts=_amounts(row) if priced else None,
    )


def _amounts(row: AnyRow) -> LineAmounts:
    if row.line_net is None:
        return LineAmounts(row.unit_gross, row.line_gross, row.price_quantity)
    return LineAmounts(row.unit_net, row.line_net, row.price_quantity)


def _ship_to(order: AnyRow) -> Party | None:
    if order.ship_to_name is None:
        return None
    return Party(
        order.ship_to_name,
        order.ship_to_street,
        order.ship_to_postcode,
        order.ship_to_city,
        order.ship_to_country,
    )
