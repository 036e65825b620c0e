"""Available to promise: the earliest day from which enough stays available on every later day (DOMAIN 6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from subgraphs.stock.rules.access import Access, is_open
from subgraphs.stock.rules.picture import StockPicture


def on_hand(picture: StockPicture, access: Access, today: date) -> int:
    """What lies unreserved in the pools open today.

    A contingent of others opens when it has ended, not before: its owner may take it to the last day, and a promise
    for the day after would tell others when it ends.
    """
    return sum(pool.unreserved for pool in picture.pools if is_open(pool, access, today))


def available(picture: StockPicture, access: Access, today: date, day: date) -> int:
    """On hand in open pools, plus receipts, less what is already promised, up to `day`.

    A receipt whose day has passed counts for nothing until a new day is told; a promise that is overdue is still owed.
    """
    received = sum(receipt.quantity for receipt in picture.receipts if today <= receipt.day <= day)
    promised = sum(demand.quantity for demand in picture.demands if demand.day <= day)
    return on_hand(picture, access, today) + received - promised


def promise_day(picture: StockPicture, access: Access, quantity: int, today: date) -> date | None:
    """The earliest day from which `quantity` stays available for good; None when no known receipt is enough."""
    found = None
    for day in sorted(set(_changing_days(picture, today)), reverse=True):
        if available(picture, access, today, day) < quantity:
            break
        found = day
    return found


def _changing_days(picture: StockPicture, today: date) -> Iterator[date]:
    """Between these days the available quantity stays the same."""
    yield today
    yield from (receipt.day for receipt in picture.receipts if receipt.day > today)
    yield from (demand.day for demand in picture.demands if demand.day > today)
