"""Correcting stock."""

from __future__ import annotations

import enum

import strawberry
from strawberry import federation

from subgraphs.common.errors import BadInput
from subgraphs.stock import errors
from subgraphs.stock.rules.corrections import Correction
from subgraphs.stock.schema.availability import Asked
from subgraphs.stock.schema.product import Product
from subgraphs.stock.service.corrections import correct_stock

DIFFERENCE_CAP = 1_000_000
TEXT_CAP = 500


@strawberry.enum(description="Why stock was not corrected.")
class StockErrorCode(enum.Enum):
    UNKNOWN_PRODUCT = strawberry.enum_value("unknown_product", description="No stock is kept of the article.")
    UNKNOWN_WAREHOUSE = strawberry.enum_value("unknown_warehouse", description="There is no such warehouse.")
    REASON_REQUIRED = strawberry.enum_value("reason_required", description="No reason was given.")
    BELOW_RESERVED = strawberry.enum_value("below_reserved", description="Less would be left than is reserved.")
    NOTHING_TO_CORRECT = strawberry.enum_value("nothing_to_correct", description="The difference is zero.")
    KEY_REUSED = strawberry.enum_value("key_reused", description="The key stands for another correction.")


@strawberry.input(description="A difference to the free pool of an article in one warehouse.")
class CorrectStockInput:
    key: strawberry.ID = strawberry.field(
        description="Chosen by the caller, new for each correction; the same key never corrects twice."
    )
    sku: strawberry.ID = strawberry.field(description="Article number.")
    warehouse: strawberry.ID = strawberry.field(description="Code of the warehouse.")
    difference: int = strawberry.field(description="Base units found (above zero) or missing (below).")
    reason: str = strawberry.field(description="Why; kept with the movement.")


@strawberry.type(description="Why stock was not corrected, and what to do.")
class StockUserError:
    code: StockErrorCode = strawberry.field(description="The reason, for programs.")
    message: str = strawberry.field(description="The reason, for people.")
    path: list[str] = strawberry.field(description="The input field concerned.")

    @classmethod
    def of(cls, code: errors.StockErrorCode) -> StockUserError:
        return cls(code=StockErrorCode(code.value), message=errors.MESSAGES[code], path=["input", errors.FIELDS[code]])


@strawberry.type(description="What came of a correction.")
class CorrectStockPayload:
    product: Product | None = strawberry.field(description="The article; null when nothing was corrected.")
    user_errors: list[StockUserError] = strawberry.field(description="Empty when it was corrected.")


@strawberry.type
class Mutation:
    @federation.mutation(description="Brings the stock kept here to what was counted.")
    async def correct_stock(self, info: Asked, input: CorrectStockInput) -> CorrectStockPayload:  # noqa: A002
        if abs(input.difference) > DIFFERENCE_CAP:
            raise BadInput(f"Field 'difference' must be between -{DIFFERENCE_CAP} and {DIFFERENCE_CAP}.")
        for name, text in (("key", input.key), ("reason", input.reason)):
            if len(text) > TEXT_CAP:
                raise BadInput(f"Field '{name}' may have {TEXT_CAP} characters at most.")
        correction = Correction(input.sku, input.warehouse, input.difference, input.reason)
        refused = await correct_stock(info.context.services, info.context.viewer.subject, input.key, correction)
        if refused is not None:
            return CorrectStockPayload(product=None, user_errors=[StockUserError.of(refused)])
        return CorrectStockPayload(product=Product.of(input.sku), user_errors=[])
