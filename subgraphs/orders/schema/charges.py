"""What an order costs beside its goods."""

from __future__ import annotations

import enum
from decimal import Decimal

import strawberry

from subgraphs.common.money import MoneyType
from subgraphs.orders.schema.references import money


@strawberry.enum(description="What is charged beside the goods.")
class ChargeKind(enum.Enum):
    FREIGHT = strawberry.enum_value("freight", description="Delivery.")
    SMALL_ORDER = strawberry.enum_value("small_order", description="Surcharge on small orders.")


@strawberry.type(description="What is charged beside the goods; part of the totals.")
class Charge:
    kind: ChargeKind = strawberry.field(description="What for.")
    net: MoneyType | None = strawberry.field(description="Without VAT; nothing for private buyers.")
    gross: MoneyType | None = strawberry.field(description="VAT included.")

    @classmethod
    def of(cls, kind: str, net: Decimal | None, gross: Decimal | None, currency: str) -> Charge:
        return cls(kind=ChargeKind(kind), net=money(net, currency), gross=money(gross, currency))
