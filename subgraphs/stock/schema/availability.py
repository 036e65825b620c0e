"""The GraphQL types of what a viewer learns about stock."""

from __future__ import annotations

import enum
from datetime import date, datetime

import strawberry
from strawberry import Info

from subgraphs.common.app import Context
from subgraphs.stock.loaders import Loaders
from subgraphs.stock.rules import availability as rules
from subgraphs.stock.rules.picture import Pool, Receipt

Asked = Info[Context[Loaders], None]


@strawberry.enum(description="Whether a quantity can be had.")
class AvailabilityLight(enum.Enum):
    GREEN = strawberry.enum_value("green", description="Now.")
    YELLOW = strawberry.enum_value("yellow", description="From an expected receipt on.")
    RED = strawberry.enum_value("red", description="Neither now nor from any known receipt.")


@strawberry.type(description="From when a quantity is promised.")
class Promise:
    date: date | None = strawberry.field(description="A working day; null on enquiry.")
    on_enquiry: bool = strawberry.field(description="Whether one has to ask for a date.")


@strawberry.type(description="A place where stock lies.")
class Warehouse:
    code: strawberry.ID = strawberry.field(description="Its code.")
    name: str = strawberry.field(description="Its name.")
    country: str = strawberry.field(description="Where it stands, ISO 3166-1 alpha-2.")

    @classmethod
    async def load(cls, info: Asked, code: str) -> Warehouse:
        row = await info.context.loaders.warehouses.load(code)
        return cls(code=strawberry.ID(row.code), name=row.name, country=row.country)


@strawberry.type(description="What lies in one warehouse.")
class WarehouseStock:
    code: strawberry.Private[str]
    quantity: int | None = strawberry.field(description="Base units open to the viewer there.")

    @strawberry.field(description="The warehouse.")
    async def warehouse(self, info: Asked) -> Warehouse:
        return await Warehouse.load(info, self.code)


@strawberry.type(description="Goods that are coming.")
class ExpectedReceipt:
    receipt: strawberry.Private[Receipt]
    date: date = strawberry.field(description="The day they are expected.")
    quantity: int = strawberry.field(description="Base units.")

    @strawberry.field(description="Where they go.")
    async def warehouse(self, info: Asked) -> Warehouse:
        return await Warehouse.load(info, self.receipt.warehouse)


@strawberry.type(description="Stock kept for the viewer's company.")
class Contingent:
    quantity: int = strawberry.field(description="Base units, reserved ones included.")
    reserved: int = strawberry.field(description="Base units that belong to order lines.")
    until: date | None = strawberry.field(description="Its last day; then the rest is free for everybody.")

    @classmethod
    def of(cls, pool: Pool) -> Contingent:
        return cls(quantity=pool.quantity, reserved=pool.reserved, until=pool.until)


@strawberry.type(description="What the viewer learns about the stock of an article.")
class Availability:
    found: strawberry.Private[rules.Availability]

    @strawberry.field(description="Null when more is asked for than is told to somebody who may not see numbers.")
    def light(self) -> AvailabilityLight | None:
        return None if self.found.light is None else AvailabilityLight(self.found.light.value)

    @strawberry.field(description="From when the quantity is promised.")
    def promise(self) -> Promise | None:
        promise = self.found.promise
        return None if promise is None else Promise(date=promise.day, on_enquiry=promise.on_enquiry)

    @strawberry.field(description="Base units open to the viewer now.")
    def quantity(self) -> int | None:
        return self.found.quantity

    @strawberry.field(description="The same by warehouse, each that keeps the article, by code.")
    def warehouses(self) -> list[WarehouseStock] | None:
        return [WarehouseStock(code=code, quantity=quantity) for code, quantity in self.found.by_warehouse]

    @strawberry.field(description="What is coming, the next first, at most 100.")
    def expected_receipts(self) -> list[ExpectedReceipt] | None:
        return [
            ExpectedReceipt(receipt=receipt, date=receipt.day, quantity=receipt.quantity)
            for receipt in self.found.receipts
        ]

    @strawberry.field(description="The running contingents of the viewer's company, the first to end first.")
    def contingents(self) -> list[Contingent] | None:
        return [Contingent.of(pool) for pool in self.found.contingents]

    @strawberry.field(description="How old this knowledge is.")
    def as_of(self) -> datetime | None:
        return self.found.as_of

    @strawberry.field(description="Whether the feed behind it is older than 24 hours.")
    def stale(self) -> bool | None:
        return self.found.stale
