"""A cart of the viewer's: it reserves nothing, and its prices are those of today (DOMAIN 5.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import strawberry
from strawberry import federation

from subgraphs.common.money import MoneyType
from subgraphs.common.peers import PeerFailed
from subgraphs.orders.loaders.buying import CartKey, Delivered
from subgraphs.orders.queries.orders import AnyRow
from subgraphs.orders.rules.offer import Offer
from subgraphs.orders.rules.pricing import OrderPricing
from subgraphs.orders.schema.charges import Charge
from subgraphs.orders.schema.offered import Offered, prices_of, problem_at
from subgraphs.orders.schema.references import Asked, Product, money


@strawberry.type(description="A line of a cart.")
class CartLine(Offered):
    row: strawberry.Private[AnyRow]
    cart: strawberry.Private[Delivered]
    position: int = strawberry.field(description="Its place; it keeps it when other lines go.")
    product: Product | None = strawberry.field(description="What is to be ordered.")
    quantity: int = strawberry.field(description="In order units.")
    buyer_number: str | None = strawberry.field(description="The buyer's own number by which it was put in.")
    line_text: str | None = strawberry.field(description="The buyer's own text, printed on every document.")

    @classmethod
    def of(cls, row: AnyRow, cart: Delivered) -> CartLine:
        return cls(
            row=row,
            cart=cart,
            position=row.position,
            product=Product(sku=strawberry.ID(row.sku)),
            quantity=row.quantity,
            buyer_number=row.buyer_number,
            line_text=row.line_text,
        )

    async def offer(self, info: Asked) -> Offer:
        return await info.context.loaders.buying.offers.load(self.cart)

    def place(self) -> int:
        return self.position

    @strawberry.field(
        description="The unit price when it was put in, where today's is another: net, for private buyers gross."
    )
    async def price_before(self, info: Asked) -> MoneyType | None:
        currency, line = await self._price(info)
        changed = line.unit is not None and line.unit != self.row.seen_unit
        return money(self.row.seen_unit, currency) if changed else None


@federation.type(keys=["id"], description="What somebody is about to order; it reserves nothing.")
class Cart:
    row: strawberry.Private[AnyRow]
    deliver_to: strawberry.Private[str]
    id: strawberry.ID = strawberry.field(description="Its id.")
    name: str | None = strawberry.field(description="What its owner calls it.")
    version: int = strawberry.field(description="Grows with every change; whoever changes the cart names it.")
    changed_at: datetime = strawberry.field(description="When it was last changed.")

    @classmethod
    def of(cls, row: AnyRow, deliver_to: str) -> Cart:
        """`deliver_to`: the country whose charges and deliveries count, ISO 3166-1 alpha-2."""
        return cls(
            row=row,
            deliver_to=deliver_to,
            id=strawberry.ID(row.id),
            name=row.name,
            version=row.version,
            changed_at=row.changed_at,
        )

    @classmethod
    async def resolve_references(cls, info: Asked, representations: Sequence[Mapping[str, Any]]) -> list[Any]:
        rows = await info.context.loaders.buying.carts.load_many([str(key["id"]) for key in representations])
        country = info.context.viewer.country
        return [None if row is None else cls.of(row, country) for row in rows]

    @strawberry.field(description="The lines by position, at most 500.")
    async def lines(self, info: Asked) -> list[CartLine]:
        cart = self._delivered()
        return [CartLine.of(row, cart) for row in await info.context.loaders.buying.lines.load(cart.cart)]

    @strawberry.field(description="Freight and small-order surcharge, as they come with these lines.")
    async def charges(self, info: Asked) -> list[Charge] | None:
        pricing = await self._pricing(info)
        if pricing is None:
            return []
        return [Charge.of(charge.kind, charge.net, charge.gross, pricing.currency) for charge in pricing.charges]

    @strawberry.field(description="Net total with charges; nothing for private buyers.")
    async def net_total(self, info: Asked) -> MoneyType | None:
        pricing = await self._pricing(info)
        return None if pricing is None else money(pricing.net_total, pricing.currency)

    @strawberry.field(description="The VAT rate in percent.")
    async def tax_rate(self, info: Asked) -> Decimal | None:
        pricing = await self._pricing(info)
        return None if pricing is None else pricing.tax_rate

    @strawberry.field(
        description="VAT, taken once on the sum; for private buyers what is contained in the gross total."
    )
    async def tax_total(self, info: Asked) -> MoneyType | None:
        pricing = await self._pricing(info)
        return None if pricing is None else money(pricing.tax_total, pricing.currency)

    @strawberry.field(description="What is to be paid: lines without a problem, charges, VAT.")
    async def gross_total(self, info: Asked) -> MoneyType | None:
        pricing = await self._pricing(info)
        return None if pricing is None else money(pricing.gross_total, pricing.currency)

    @strawberry.field(description="Stands for exactly these prices; placeOrder refuses another.")
    async def price_mark(self, info: Asked) -> strawberry.ID | None:
        pricing = await self._pricing(info)
        return None if pricing is None else strawberry.ID(pricing.mark)

    @strawberry.field(description="Whether there is a line and none has a problem; false while that cannot be told.")
    async def orderable(self, info: Asked) -> bool:
        rows = await info.context.loaders.buying.lines.load(self._delivered().cart)
        try:
            offer = await self._offer(info)
            problems = [await problem_at(info, offer, row.position) for row in rows]
        except PeerFailed:
            return False
        return bool(rows) and not any(problems)

    async def _pricing(self, info: Asked) -> OrderPricing | None:
        return await prices_of(info, await self._offer(info))

    async def _offer(self, info: Asked) -> Offer:
        return await info.context.loaders.buying.offers.load(self._delivered())

    def _delivered(self) -> Delivered:
        return Delivered(CartKey(str(self.id), self.version), self.deliver_to)
