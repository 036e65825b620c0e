"""A movement of one pool: the log of all of them adds up to what the pools hold."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from subgraphs.stock.rules.allocating import Part
from subgraphs.stock.rules.picture import PoolKind

PoolKey = tuple[str, str, str, str]
"""Article, warehouse, kind and owner: the order in which pool rows are locked and written."""


class Cause(enum.Enum):
    OPENED = "opened"
    """What lay and was reserved there when this log began."""
    CORRECTED = "corrected"
    RESERVED = "reserved"
    RELEASED = "released"
    EXPIRED = "expired"
    SHIPPED = "shipped"


@dataclass(frozen=True, slots=True)
class Movement:
    """Differences of what a pool holds and of what of it is reserved, for an order line or with a reason."""

    sku: str
    warehouse: str
    kind: PoolKind
    owner: str
    quantity: int
    reserved: int
    cause: Cause
    order: str | None = None
    position: int | None = None
    reason: str | None = None

    @property
    def pool(self) -> PoolKey:
        return self.sku, self.warehouse, self.kind.value, self.owner


def of_line(cause: Cause, order: str, position: int, sku: str, parts: Iterable[Part]) -> list[Movement]:
    """The movements of parts of an order line: reserved, given back, or gone."""
    quantity, reserved = {
        Cause.RESERVED: (0, 1),
        Cause.RELEASED: (0, -1),
        Cause.EXPIRED: (0, -1),
        Cause.SHIPPED: (-1, -1),
    }[cause]
    return [
        Movement(
            sku,
            part.warehouse,
            part.kind,
            part.owner,
            quantity * part.pieces,
            reserved * part.pieces,
            cause,
            order,
            position,
        )
        for part in parts
    ]


def sums(movements: Iterable[Movement]) -> list[tuple[PoolKey, int, int]]:
    """For each pool in key order what its quantity and its reserved pieces change by."""
    quantities: dict[PoolKey, int] = defaultdict(int)
    reserved: dict[PoolKey, int] = defaultdict(int)
    for movement in movements:
        quantities[movement.pool] += movement.quantity
        reserved[movement.pool] += movement.reserved
    return [(pool, quantities[pool], reserved[pool]) for pool in sorted(quantities)]
