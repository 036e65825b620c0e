"""What others own and orders only names, and how orders writes money."""

from __future__ import annotations

from decimal import Decimal

import moneyed
import strawberry
from strawberry import Info, federation
from strawberry.federation.schema_directives import Key
from strawberry.federation.types import FieldSet

from subgraphs.common.app import Context
from subgraphs.common.money import MoneyType
from subgraphs.orders.loaders import Loaders

Asked = Info[Context[Loaders], None]


@federation.type(keys=[Key(fields=FieldSet("sku"), resolvable=False)], description="A product, by its article number.")
class Product:
    sku: strawberry.ID = strawberry.field(description="Article number.")


@federation.type(keys=[Key(fields=FieldSet("id"), resolvable=False)], description="A company, by its id.")
class Company:
    id: strawberry.ID = strawberry.field(description="The company's id.")


@federation.type(keys=[Key(fields=FieldSet("id"), resolvable=False)], description="A person, by id.")
class User:
    id: strawberry.ID = strawberry.field(description="The person's id.")


def money(amount: Decimal | None, currency: str) -> MoneyType | None:
    return None if amount is None else MoneyType.of(moneyed.Money(amount, currency))
