"""Which pieces an order gets, which it waits for, and which lines stand in its way: all of them or none (DOMAIN 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from subgraphs.common.working_days import next_working_day
from subgraphs.stock.rules.access import Access, beyond_cap
from subgraphs.stock.rules.allocating import Part, allocate, with_reserved
from subgraphs.stock.rules.picture import Demand, StockPicture
from subgraphs.stock.rules.promising import free_to_take, promise_day


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of an order; pieces are base units."""

    position: int
    sku: str
    pieces: int


@dataclass(frozen=True, slots=True)
class LineReservation:
    """What a line got: parts of pools, and pieces it waits for; `promised` is a working day, or None: not told."""

    position: int
    sku: str
    parts: tuple[Part, ...]
    back_ordered: int
    promised: date | None

    @property
    def reserved(self) -> int:
        return sum(part.pieces for part in self.parts)


@dataclass(frozen=True, slots=True)
class Shortage:
    """A line that stands in the way, with the working day it could be had; None is on enquiry."""

    position: int
    promised: date | None


@dataclass(frozen=True, slots=True)
class Decision:
    """Lines in the order asked for; when there are shortages nothing is to be reserved."""

    lines: tuple[LineReservation, ...]
    shortages: tuple[Shortage, ...]

    @property
    def waits(self) -> bool:
        """Whether it rests on receipts and promises, which no guard of a pool row protects."""
        return bool(self.shortages) or any(line.back_ordered for line in self.lines)


def decide(
    wanted: Sequence[Wanted],
    pictures: Mapping[str, StockPicture],
    access: Access,
    near: Collection[str],
    today: date,
    *,
    back_orders: bool,
) -> Decision:
    """Later lines of an article get what earlier ones leave.

    Beyond the cap for those who may not see numbers the outcome is the same whatever the stock: reserved, without a
    date. The cap counts the article over the order: many lines of a few pieces would tell as much as one of many.
    """
    pictures = dict(pictures)
    asked: dict[str, int] = defaultdict(int)
    lines: list[LineReservation] = []
    shortages: list[Shortage] = []
    for line in wanted:
        picture = pictures.get(line.sku)
        if picture is None:
            shortages.append(Shortage(line.position, promised=None))
            continue
        asked[line.sku] += line.pieces
        unseen = beyond_cap(access, asked[line.sku])
        day = None if unseen else promise_day(picture, access, line.pieces, today)
        told = None if day is None or not access.promised else next_working_day(day)
        takes = min(line.pieces, free_to_take(picture, access, today))
        rest = line.pieces - takes
        if rest and not unseen and (told is None or not back_orders):
            shortages.append(Shortage(line.position, told))
            continue
        parts = allocate(picture, access, near, takes, today)
        lines.append(LineReservation(line.position, line.sku, parts, rest, told))
        pictures[line.sku] = _after(picture, parts, rest, told)
    return Decision(tuple(lines), tuple(shortages))


def _after(picture: StockPicture, parts: tuple[Part, ...], rest: int, promised: date | None) -> StockPicture:
    picture = with_reserved(picture, parts)
    return replace(picture, demands=(*picture.demands, Demand(promised, rest, of_line=True))) if rest else picture
