"""The user errors of a stock correction: typed codes, a sentence with the way out, the input field concerned."""

from __future__ import annotations

import enum


class StockErrorCode(enum.Enum):
    UNKNOWN_PRODUCT = "unknown_product"
    UNKNOWN_WAREHOUSE = "unknown_warehouse"
    REASON_REQUIRED = "reason_required"
    BELOW_RESERVED = "below_reserved"
    NOTHING_TO_CORRECT = "nothing_to_correct"
    KEY_REUSED = "key_reused"


MESSAGES = {
    StockErrorCode.UNKNOWN_PRODUCT: "No stock is kept of this article; check the article number.",
    StockErrorCode.UNKNOWN_WAREHOUSE: "There is no warehouse with this code.",
    StockErrorCode.REASON_REQUIRED: "A correction needs a reason; it is kept with the movement.",
    StockErrorCode.BELOW_RESERVED: "The free pool would hold less than is reserved; release reservations first.",
    StockErrorCode.NOTHING_TO_CORRECT: "The difference is zero; there is nothing to correct.",
    StockErrorCode.KEY_REUSED: "This key already stands for another correction; use a new one.",
}

FIELDS = {
    StockErrorCode.UNKNOWN_PRODUCT: "sku",
    StockErrorCode.UNKNOWN_WAREHOUSE: "warehouse",
    StockErrorCode.REASON_REQUIRED: "reason",
    StockErrorCode.BELOW_RESERVED: "difference",
    StockErrorCode.NOTHING_TO_CORRECT: "difference",
    StockErrorCode.KEY_REUSED: "key",
}
