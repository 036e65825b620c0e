"""Everything known about the stock of one article at one moment. Quantities are base units."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime


class PoolKind(enum.Enum):
    FREE = "free"
    COMPANY = "company"
    TIER = "tier"


@dataclass(frozen=True, slots=True)
class Pool:
    """Pieces in one warehouse: free, or a contingent kept for a company or a tier to the end of a day."""

    warehouse: str
    kind: PoolKind
    owner: str
    """Company or tier of a contingent, empty for the free pool."""
    quantity: int
    reserved: int
    until: date | None = None

    @property
    def unreserved(self) -> int:
        return self.quantity - self.reserved

    def is_contingent(self, day: date) -> bool:
        """A contingent that has ended is part of the free pool."""
        return self.kind is not PoolKind.FREE and (self.until is None or day <= self.until)

    @property
    def key(self) -> tuple[str, str, str]:
        """Names the pool among those of its article; pools are always written in this order."""
        return self.warehouse, self.kind.value, self.owner


@dataclass(frozen=True, slots=True)
class Receipt:
    """Goods expected in one warehouse; they go to the free pool."""

    warehouse: str
    day: date
    quantity: int


@dataclass(frozen=True, slots=True)
class Demand:
    """A quantity owed to somebody and not yet reserved; `day` is what he was promised, None where no date was told.

    `of_line`: it is the back-order of an order line here, which gets what becomes free.
    """

    day: date | None
    quantity: int
    of_line: bool = False


@dataclass(frozen=True, slots=True)
class StockPicture:
    sku: str
    pools: tuple[Pool, ...]
    receipts: tuple[Receipt, ...] = ()
    demands: tuple[Demand, ...] = ()
    fed_at: datetime | None = None
    """When the oldest of the feeds behind it came in; None where this portal itself keeps the stock."""
