"""What stock keeps for the lines of an order, and what of it may be told. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ReservedLine:
    """Base units that belong to a line and that it waits for; `promised_date` of the whole line, `expires_at` of all.

    A line may wait without a date that may be told: its buyer is not to learn that it waits at all, since whoever may
    not see numbers would find them out by ordering (DOMAIN 3).
    """

    position: int
    reserved: int
    back_ordered: int
    promised_date: date | None
    expires_at: datetime | None

    @property
    def told_back_ordered(self) -> int:
        return 0 if self.promised_date is None else self.back_ordered


@dataclass(frozen=True, slots=True)
class Shortage:
    """A line that stands in the way; `promised_date` None: one has to ask."""

    position: int
    promised_date: date | None


def order_units(pieces: int, content: int) -> int:
    """Whole order units that can be made of base units."""
    return pieces // content


def waiting_units(pieces: int, content: int) -> int:
    """Order units that base units still to come hold back: one is not complete before its last piece is there."""
    return -(-pieces // content)
