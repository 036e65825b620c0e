"""An order of a customer with its lines and shipments."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

import strawberry
from strawberry import federation

from subgraphs.common.money import MoneyType
from subgraphs.common.viewer import Viewer
from subgraphs.orders.loaders.reading import OrderKey
from subgraphs.orders.queries.orders import AnyRow
from subgraphs.orders.rules import states
from subgraphs.orders.rules.acting import may_cancel
from subgraphs.orders.rules.reserved import waiting_units
from subgraphs.orders.rules.rows import address_seen
from subgraphs.orders.schema.charges import Charge
from subgraphs.orders.schema.document import OrderDocument
from subgraphs.orders.schema.references import Asked, Company, Product, User, money
from subgraphs.orders.service.confirming import confirmation_of
from subgraphs.orders.service.progress import line_of


@strawberry.enum(description="How far an order has come.")
class OrderState(enum.Enum):
    PENDING = strawberry.enum_value("pending", description="Taken in, being checked.")
    AWAITING = strawberry.enum_value("awaiting", description="Waits for approval inside the company.")
    CONFIRMED = strawberry.enum_value("confirmed", description="Accepted; nothing has left yet.")
    PART_SHIPPED = strawberry.enum_value("part_shipped", description="Some of it has left.")
    SHIPPED = strawberry.enum_value("shipped", description="All of it has left.")
    CANCELLED = strawberry.enum_value("cancelled", description="Will not be delivered.")


@strawberry.enum(description="How far one line of an order has come.")
class OrderLineState(enum.Enum):
    OPEN = strawberry.enum_value("open", description="Not yet in the warehouse's hands.")
    PICKING = strawberry.enum_value("picking", description="Being picked; it can no longer be cancelled.")
    PART_SHIPPED = strawberry.enum_value("part_shipped", description="Some pieces have left, others follow soon.")
    SHIPPED = strawberry.enum_value("shipped", description="All pieces have left.")
    BACK_ORDER = strawberry.enum_value("back_order", description="The rest waits for goods; see its promised date.")
    CANCELLED = strawberry.enum_value("cancelled", description="Will not be delivered.")


@strawberry.type(description="Where goods go.")
class PostalAddress:
    name: str | None = strawberry.field(description="Recipient.")
    street: str | None = strawberry.field(description="Street and house number.")
    postcode: str | None = strawberry.field(description="Postcode.")
    city: str | None = strawberry.field(description="Town.")
    country: str | None = strawberry.field(description="Country, ISO 3166-1 alpha-2.")


@strawberry.type(description="What of one order line is in a shipment.")
class ShipmentLine:
    position: int = strawberry.field(description="Position of the order line.")
    quantity: int = strawberry.field(description="Quantity in order units.")


@strawberry.type(description="One delivery of an order.")
class Shipment:
    number: strawberry.ID = strawberry.field(description="Number of the delivery note.")
    shipped_at: datetime = strawberry.field(description="When it left.")
    carrier: str = strawberry.field(description="Who carries it.")
    tracking_url: str | None = strawberry.field(description="The carrier's page for this shipment.")

    @strawberry.field(description="What is in it, at most 500 lines, by position.")
    async def lines(self, info: Asked) -> list[ShipmentLine]:
        rows = await info.context.loaders.shipment_lines.load(self.number)
        return [ShipmentLine(position=row.position, quantity=row.quantity) for row in rows]


@strawberry.type(description="One line of an order, with the amounts agreed on the order day.")
class OrderLine:
    position: int = strawberry.field(description="Place in the order, from 1.")
    product: Product | None = strawberry.field(description="What was ordered.")
    quantity: int = strawberry.field(description="Ordered quantity in order units.")
    unit_net: MoneyType | None = strawberry.field(description="Net price per price unit; nothing for private buyers.")
    unit_gross: MoneyType | None = strawberry.field(description="Price per price unit including VAT.")
    line_net: MoneyType | None = strawberry.field(description="Net amount of the line; nothing for private buyers.")
    line_gross: MoneyType | None = strawberry.field(description="Amount of the line including VAT.")
    line_text: str | None = strawberry.field(description="The buyer's own text, printed on every document.")
    state: OrderLineState = strawberry.field(description="How far the line has come.")
    shipped_quantity: int = strawberry.field(description="Quantity that has left, over all shipments.")
    promised_date: date | None = strawberry.field(description="Day on which the rest leaves our warehouse.")
    buyer_number: str | None = strawberry.field(description="The buyer's own article number.")
    back_ordered_quantity: int | None = strawberry.field(
        description="Of the quantity still to come, what waits for goods."
    )
    cancellable: bool = strawberry.field(description="Whether the viewer can cancel it, or what has not left of it.")

    @classmethod
    def of(cls, row: AnyRow, order: AnyRow, viewer: Viewer) -> OrderLine:
        currency = order.currency
        line = line_of(row)
        may = may_cancel(viewer, states.OrderState(order.state), order.placed_by)
        return cls(
            position=row.position,
            product=Product(sku=strawberry.ID(row.sku)),
            quantity=row.quantity,
            unit_net=money(row.unit_net, currency),
            unit_gross=money(row.unit_gross, currency),
            line_net=money(row.line_net, currency),
            line_gross=money(row.line_gross, currency),
            line_text=row.line_text,
            state=OrderLineState(row.state),
            shipped_quantity=row.shipped_quantity,
            promised_date=row.promised_date,
            buyer_number=row.buyer_number,
            back_ordered_quantity=min(waiting_units(row.back_ordered, row.order_content), line.open_quantity),
            cancellable=may and states.can_cancel(states.OrderState(order.state), line),
        )


@federation.type(keys=["number"], description="An order of a customer.")
class Order:
    row: strawberry.Private[AnyRow]
    number: strawberry.ID = strawberry.field(description="Our order number.")

    @classmethod
    def of(cls, row: AnyRow) -> Order:
        return cls(number=strawberry.ID(row.number), row=row)

    @classmethod
    async def resolve_references(cls, info: Asked, representations: Sequence[Mapping[str, Any]]) -> list[Any]:
        rows = await info.context.loaders.orders.load_many([str(key["number"]) for key in representations])
        return [None if row is None else cls.of(row) for row in rows]

    @strawberry.field(description="When it was placed.")
    def placed_at(self) -> datetime:
        placed_at: datetime = self.row.placed_at
        return placed_at

    @strawberry.field(description="How far the order has come; the lines have states of their own.")
    def state(self) -> OrderState:
        return OrderState(self.row.state)

    @strawberry.field(description="The company that ordered.")
    def company(self) -> Company | None:
        return Company(id=strawberry.ID(self.row.company_id))

    @strawberry.field(description="The person who placed or requested it.")
    def placed_by(self) -> User | None:
        return User(id=strawberry.ID(self.row.placed_by))

    @strawberry.field(description="The buyer's own order number.")
    def buyer_reference(self) -> str | None:
        return self.row.buyer_reference  # type: ignore[no-any-return]

    @strawberry.field(description="The day the buyer wishes to have the goods.")
    def requested_date(self) -> date | None:
        return self.row.requested_date  # type: ignore[no-any-return]

    @strawberry.field(description="Whether lines may wait for goods that are still to come.")
    def back_orders(self) -> bool | None:
        return self.row.back_orders  # type: ignore[no-any-return]

    @strawberry.field(description="Until when its goods are kept while it waits for approval.")
    def reserved_until(self) -> datetime | None:
        return self.row.reserved_until  # type: ignore[no-any-return]

    @strawberry.field(description="Whether the viewer can cancel anything of it.")
    async def cancellable(self, info: Asked) -> bool:
        return any(line.cancellable for line in await self.lines(info))

    @strawberry.field(description="The lines by position, at most 500.")
    async def lines(self, info: Asked) -> list[OrderLine]:
        rows = await info.context.loaders.lines.load(self._key())
        return [OrderLine.of(row, self.row, info.context.viewer) for row in rows]

    @strawberry.field(description="The deliveries in the order they left, at most 100.")
    async def shipments(self, info: Asked) -> list[Shipment]:
        return [
            Shipment(
                number=strawberry.ID(row.number),
                shipped_at=row.shipped_at,
                carrier=row.carrier,
                tracking_url=row.tracking_url,
            )
            for row in await info.context.loaders.shipments.load(self._key())
        ]

    @strawberry.field(description="Sum of the net amounts; nothing for private buyers.")
    def net_total(self) -> MoneyType | None:
        return money(self.row.net_total, self.row.currency)

    @strawberry.field(description="Freight and small-order surcharge; part of the totals.")
    async def charges(self, info: Asked) -> list[Charge] | None:
        rows = await info.context.loaders.charges.load(self._key())
        return [Charge.of(row.kind, row.net, row.gross, self.row.currency) for row in rows]

    @strawberry.field(description="The VAT rate in percent.")
    def tax_rate(self) -> Decimal | None:
        return self.row.tax_rate  # type: ignore[no-any-return]

    @strawberry.field(
        description="VAT, taken once on the sum; for private buyers what is contained in the gross total."
    )
    def tax_total(self) -> MoneyType | None:
        return money(self.row.tax_total, self.row.currency)

    @strawberry.field(description="What is to be paid, VAT included.")
    def gross_total(self) -> MoneyType | None:
        return money(self.row.gross_total, self.row.currency)

    @strawberry.field(description="The confirmation on paper; of a request, the request.")
    async def confirmation(
        self,
        info: Asked,
        language: Annotated[
            str | None,
            strawberry.argument(description="ISO 639-1; by default the viewer's. English where we have none."),
        ] = None,
    ) -> OrderDocument | None:
        viewer, loaders = info.context.viewer, info.context.loaders
        lines, charges = await loaders.lines.load(self._key()), await loaders.charges.load(self._key())
        parties = await loaders.letterheads.load(self.row.company_id)
        wanted = language or viewer.language
        told = confirmation_of(viewer, self.row, lines, charges, parties, wanted)
        return await OrderDocument.drawn(told, wanted)

    @strawberry.field(description="Where the goods go; service and logistics see it while the delivery is in hand.")
    def ship_to(self, info: Asked) -> PostalAddress | None:
        if not address_seen(info.context.viewer, self.row.state):
            return None
        return PostalAddress(
            name=self.row.ship_to_name,
            street=self.row.ship_to_street,
            postcode=self.row.ship_to_postcode,
            city=self.row.ship_to_city,
            country=self.row.ship_to_country,
        )

    def _key(self) -> OrderKey:
        return OrderKey(str(self.number), self.row.version)
