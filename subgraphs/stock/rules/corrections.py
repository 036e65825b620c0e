"""What makes a stock correction wrong before any stock is looked at, and how two of them are compared."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from subgraphs.stock.errors import StockErrorCode


@dataclass(frozen=True, slots=True)
class Correction:
    """A difference in base units to the free pool of an article in one warehouse, with the reason for it."""

    sku: str
    warehouse: str
    difference: int
    reason: str

    @property
    def body(self) -> str:
        """Equal for equal corrections: what an idempotency key stands for."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)


def fault(correction: Correction) -> StockErrorCode | None:
    if not correction.reason.strip():
        return StockErrorCode.REASON_REQUIRED
    if correction.difference == 0:
        return StockErrorCode.NOTHING_TO_CORRECT
    return None
