"""What pasted or typed rows mean: every row is accounted for (DOMAIN 9.7)."""

from __future__ import annotations

import enum

import strawberry

from subgraphs.common.money import MoneyType
from subgraphs.orders.rules import checking
from subgraphs.orders.rules.offer import Offer
from subgraphs.orders.rules.pricing import goods_totals
from subgraphs.orders.schema.offered import Offered, prices_of
from subgraphs.orders.schema.references import Asked, Product, money


@strawberry.enum(description="What kind of number named the article.")
class FoundBy(enum.Enum):
    ARTICLE_NUMBER = strawberry.enum_value("article_number", description="Our article number.")
    BUYER_NUMBER = strawberry.enum_value("buyer_number", description="The buyer's own number.")
    GTIN_PIECE = strawberry.enum_value("gtin_piece", description="The GTIN of a piece.")
    GTIN_BOX = strawberry.enum_value("gtin_box", description="The GTIN of a box; it adds a box.")


@strawberry.type(description="What one row means.")
class QuickOrderRow(Offered):
    checked: strawberry.Private[checking.CheckedRow]
    whole: strawberry.Private[Offer]
    row: int = strawberry.field(description="Its line in the text, from 1.")
    text: str = strawberry.field(description="As it was typed.")
    number: str | None = strawberry.field(description="The number read from it.")
    product: Product | None = strawberry.field(description="The article it names.")
    quantity: int | None = strawberry.field(
        description="In order units. Where none is given it is the smallest one, or one piece or box of a GTIN."
    )
    found_by: FoundBy | None = strawberry.field(description="What kind of number it is.")
    line_text: str | None = strawberry.field(description="What stands behind the quantity, for the line of the cart.")

    @classmethod
    def of(cls, row: checking.CheckedRow, offer: Offer) -> QuickOrderRow:
        return cls(
            checked=row,
            whole=offer,
            row=row.pasted.row,
            text=row.pasted.text,
            number=row.pasted.number,
            product=None if row.sku is None else Product(sku=strawberry.ID(row.sku)),
            quantity=row.quantity,
            found_by=None if row.found_by is None else FoundBy(row.found_by.value),
            line_text=row.pasted.line_text,
        )

    async def offer(self, info: Asked) -> Offer:
        return self.whole

    def place(self) -> int:
        return self.row


@strawberry.type(description="What pasted or typed rows mean.")
class QuickOrder:
    checked: strawberry.Private[checking.CheckedText]

    @strawberry.field(description="Every row that is not empty, in order, at most 500.")
    def rows(self) -> list[QuickOrderRow]:
        return [QuickOrderRow.of(row, self.checked.offer) for row in self.checked.rows]

    @strawberry.field(description="Net sum of the rows without problem, no charges; nothing for private buyers.")
    async def net_total(self, info: Asked) -> MoneyType | None:
        return (await self._totals(info))[0]

    @strawberry.field(description="Sum of the rows without problem including VAT, no charges.")
    async def gross_total(self, info: Asked) -> MoneyType | None:
        return (await self._totals(info))[1]

    async def _totals(self, info: Asked) -> tuple[MoneyType | None, MoneyType | None]:
        pricing = await prices_of(info, self.checked.offer)
        if pricing is None:
            return None, None
        net, gross = goods_totals(pricing)
        return money(net, pricing.currency), money(gross, pricing.currency)
