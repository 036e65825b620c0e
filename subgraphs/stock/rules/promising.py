"""Available to promise: the earliest day from which enough stays available on every later day (DOMAIN 6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from subgraphs.stock.rules.access import Access, is_open
from subgraphs.stock.rules.picture import Demand, StockPicture


def on_hand(picture: StockPicture, access: Access, today: date) -> int:
    """What lies unreserved in the pools open today.

    A contingent of others opens when it has ended, not before: its owner may take it to the last day, and a promise
    for the day after would tell others when it ends.
    """
    return sum(pool.unreserved for pool in picture.pools if is_open(pool, access, today))


def available(picture: StockPicture, access: Access, today: date, day: date) -> int:
    """On hand in open pools, plus receipts, less what is already promised, up to `day`.

    A receipt whose day has passed counts for nothing until a new day is told; a promise that is overdue is still owed.
    Promises are kept from receipts and the free pool: what they lack there takes nothing from a contingent, since
    whoever may draw on it has done so before he had to wait.
    """
    kept = sum(pool.unreserved for pool in picture.pools if pool.is_contingent(today) and is_open(pool, access, today))
    received = sum(receipt.quantity for receipt in picture.receipts if today <= receipt.day <= day)
    promised = sum(demand.quantity for demand, since in _counted(picture, today) if since <= day)
    return kept + max(0, on_hand(picture, access, today) - kept + received - promised)


def free_to_take(picture: StockPicture, access: Access, today: date) -> int:
    """The most pieces that can leave today without taking from what is promised for any later day."""
    lasting = min(available(picture, access, today, day) for day in _changing_days(picture, today))
    return min(on_hand(picture, access, today), lasting)


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
    yield from (since for _demand, since in _counted(picture, today) if since > today)


def _counted(picture: StockPicture, today: date) -> Iterator[tuple[Demand, date]]:
    """Each demand with the day it counts from: its own, or for one without a date that of the next known receipt.

    Where nothing is expected a demand without a date counts for nothing: no day is known on which it could be served.
    """
    next_receipt = min((receipt.day for receipt in picture.receipts if receipt.day >= today), default=None)
    for demand in picture.demands:
        since = demand.day or next_receipt
        if since is not None:
            yield demand, since
