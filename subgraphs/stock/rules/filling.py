"""Who of those who wait gets the pieces that have become free: the oldest first, as far as pools are open to him."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from subgraphs.common.working_days import next_working_day
from subgraphs.stock.rules.access import Access
from subgraphs.stock.rules.allocating import Part, allocate, with_reserved
from subgraphs.stock.rules.picture import StockPicture
from subgraphs.stock.rules.promising import free_to_take


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line with pieces on back-order, and what its buyer may draw on; `near`: warehouses of its country."""

    order: str
    position: int
    back_ordered: int
    promised: date | None
    access: Access
    near: Collection[str]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a waiting line has got; `back_ordered` is what it still waits for."""

    order: str
    position: int
    parts: tuple[Part, ...]
    back_ordered: int
    promised: date | None


def fill(picture: StockPicture, waiting: Iterable[Waiting], today: date) -> Iterator[Filled]:
    """`waiting`: the lines of this article, the oldest first; those that get nothing are left out.

    What is promised outside of order lines stays untouched. A line that has all its pieces leaves on the next working
    day, unless it was never told a day.
    """
    picture = replace(picture, demands=tuple(demand for demand in picture.demands if not demand.of_line))
    for line in waiting:
        pieces = min(line.back_ordered, free_to_take(picture, line.access, today))
        parts = allocate(picture, line.access, line.near, pieces, today)
        if not parts:
            continue
        picture = with_reserved(picture, parts)
        rest = line.back_ordered - sum(part.pieces for part in parts)
        sooner = line.promised is not None and rest == 0
        yield Filled(line.order, line.position, parts, rest, next_working_day(today) if sooner else line.promised)
