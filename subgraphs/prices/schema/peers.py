"""What orders asks of prices: the price of a whole order, with its charges and totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

import strawberry
from strawberry import federation

from subgraphs.common.errors import BadInput
from subgraphs.prices.rules import charges, conditions, order
from subgraphs.prices.schema.price import Asked
from subgraphs.prices.schema.product import QUANTITY_CAP
from subgraphs.prices.service import AskedLine, order_price

LINES_CAP = 500
"""Lines of one order."""


@federation.input(inaccessible=True, description="A line to be priced, with the units of its article.")
class PriceOrderLineInput:
    position: int = strawberry.field(description="Its number in the order; the answer names it.")
    sku: strawberry.ID = strawberry.field(description="Article number.")
    quantity: int = strawberry.field(description="In order units, 1 to 100000.")
    order_content: int = strawberry.field(description="Base units per order unit.")
    price_content: int = strawberry.field(description="Base units per price unit.")
    price_quantity: int = strawberry.field(description="For how many price units a price is told.")


@federation.input(inaccessible=True, description="An order to be priced as a whole.")
class PriceOrderInput:
    ship_to: str = strawberry.field(description="Country of the delivery, ISO 3166-1 alpha-2.")
    lines: list[PriceOrderLineInput] = strawberry.field(description="Up to 500 lines.")
    day: date | None = strawberry.field(
        default=None, description="The order day in the seller's time zone; today by default."
    )


@federation.type(inaccessible=True, description="What an order costs beside its goods.")
class OrderCharge:
    kind: str = strawberry.field(description="freight or small_order.")
    net: Decimal | None = strawberry.field(description="Without VAT; null for private buyers.")
    gross: Decimal | None = strawberry.field(description="Including VAT, as if it stood alone.")

    @classmethod
    def of(cls, charge: charges.Charge) -> OrderCharge:
        return cls(kind=charge.kind.value, net=charge.net, gross=charge.gross)


@federation.type(inaccessible=True, description="The price of a line, as Product.price tells it for the whole order.")
class OrderLinePrice:
    position: int = strawberry.field(description="The position asked for.")
    priced: bool = strawberry.field(description="False where no price is stated for this buyer.")
    unit_net: Decimal | None = strawberry.field(
        default=None, description="Per price unit without VAT; null for private buyers."
    )
    unit_gross: Decimal | None = strawberry.field(default=None, description="Per price unit including VAT.")
    line_net: Decimal | None = strawberry.field(
        default=None, description="The line without VAT; null for private buyers."
    )
    line_gross: Decimal | None = strawberry.field(
        default=None, description="The line including VAT, as if it stood alone."
    )
    source: str | None = strawberry.field(default=None, description="Where the price comes from, e.g. contract.")

    @classmethod
    def of(cls, line: order.LinePrice) -> OrderLinePrice:
        if line.own is None:
            return cls(position=line.position, priced=False)
        return cls(
            position=line.position,
            priced=True,
            unit_net=line.own.net,
            unit_gross=line.own.gross,
            line_net=line.own.line_net,
            line_gross=line.own.line_gross,
            source=line.own.source.value,
        )


@federation.type(inaccessible=True, description="The price of an order; totals are those of priced lines and charges.")
class OrderPrice:
    currency: str = strawberry.field(description="ISO 4217 code of all amounts.")
    tax_rate: Decimal | None = strawberry.field(description="The standard VAT rate of the buyer's market in percent.")
    net_total: Decimal | None = strawberry.field(description="Null for private buyers.")
    tax_total: Decimal | None = strawberry.field(description="VAT once on the sum; for private buyers taken out of it.")
    gross_total: Decimal | None = strawberry.field(description="What is to be paid.")
    charges: list[OrderCharge] = strawberry.field(description="What comes on top of the goods.")
    lines: list[OrderLinePrice] = strawberry.field(description="The lines as they were asked for.")

    @classmethod
    def of(cls, priced: order.OrderPrice) -> OrderPrice:
        return cls(
            currency=priced.currency,
            tax_rate=priced.tax_percent,
            net_total=priced.totals.net,
            tax_total=priced.totals.tax,
            gross_total=priced.totals.gross,
            charges=[OrderCharge.of(charge) for charge in priced.charges],
            lines=[OrderLinePrice.of(line) for line in priced.lines],
        )


@strawberry.type
class Query:
    @federation.field(
        inaccessible=True,
        description="What lines cost this viewer when they are ordered together: tiers count over all of them.",
    )
    async def price_order(
        self,
        info: Asked,
        input: Annotated[  # noqa: A002
            PriceOrderInput, strawberry.argument(description="Lines, day and where they are delivered.")
        ],
    ) -> OrderPrice:
        lines = _checked(input.lines)
        priced = await order_price(info.context.services, info.context.viewer, lines, input.ship_to, input.day)
        return OrderPrice.of(priced)


def _checked(lines: Sequence[PriceOrderLineInput]) -> list[AskedLine]:
    if len(lines) > LINES_CAP:
        raise BadInput(f"Argument 'input.lines' has {len(lines)} entries; an order has {LINES_CAP} at most.")
    positions = Counter(line.position for line in lines)
    for line in lines:
        if positions[line.position] > 1:
            raise BadInput(f"Position {line.position} stands in 'input.lines' twice; give each line its own.")
        if not 1 <= line.quantity <= QUANTITY_CAP:
            raise BadInput(
                f"Position {line.position}: 'quantity' must be between 1 and {QUANTITY_CAP}, not {line.quantity}."
            )
        if min(line.order_content, line.price_content, line.price_quantity) < 1:
            raise BadInput(f"Position {line.position}: contents and 'priceQuantity' must be 1 or more.")
    return [
        AskedLine(
            line.position,
            str(line.sku),
            line.quantity,
            conditions.Units(line.order_content, line.price_content, line.price_quantity),
        )
        for line in lines
    ]
