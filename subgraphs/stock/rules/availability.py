"""`availability`: what one viewer learns about the stock of one article."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from subgraphs.common.working_days import next_working_day
from subgraphs.stock.rules.access import Access, beyond_cap, is_open, is_own
from subgraphs.stock.rules.picture import Pool, Receipt, StockPicture
from subgraphs.stock.rules.promising import on_hand, promise_day

STALE_AFTER = timedelta(hours=24)
LIST_CAP = 100


class Light(enum.Enum):
    GREEN = "green"
    """The quantity lies in open pools and stays available."""
    YELLOW = "yellow"
    """It is available from a later day on."""
    RED = "red"


@dataclass(frozen=True, slots=True)
class Promise:
    """A working day, or on enquiry."""

    day: date | None
    on_enquiry: bool


ON_ENQUIRY = Promise(None, on_enquiry=True)


@dataclass(frozen=True, slots=True)
class Availability:
    light: Light | None
    promise: Promise | None
    quantity: int
    by_warehouse: tuple[tuple[str, int], ...]
    """Warehouse codes in order with what is open there, each warehouse that keeps the article."""
    receipts: tuple[Receipt, ...]
    contingents: tuple[Pool, ...]
    as_of: datetime
    stale: bool


def availability(picture: StockPicture, access: Access, quantity: int, now: datetime, today: date) -> Availability:
    """What a viewer with this access learns, asking for `quantity` base units.

    Beyond the cap for those who may not see numbers, light and promise say the same whatever the stock: otherwise
    asking for ever more pieces would count them.
    """
    light: Light | None = None
    promise = ON_ENQUIRY if access.promised else None
    if not beyond_cap(access, quantity):
        day = promise_day(picture, access, quantity, today)
        light = _light(day, today, enough_now=on_hand(picture, access, today) >= quantity)
        if access.promised and day is not None:
            promise = Promise(next_working_day(day), on_enquiry=False)
    return Availability(
        light=light,
        promise=promise,
        quantity=on_hand(picture, access, today),
        by_warehouse=_by_warehouse(picture, access, today),
        receipts=tuple(_expected(picture, today)[:LIST_CAP]),
        contingents=tuple(_contingents(picture, access, today)[:LIST_CAP]),
        as_of=picture.fed_at or now,
        stale=picture.fed_at is not None and now - picture.fed_at > STALE_AFTER,
    )


def _light(day: date | None, today: date, *, enough_now: bool) -> Light:
    if day is None:
        return Light.RED
    return Light.GREEN if day == today and enough_now else Light.YELLOW


def _by_warehouse(picture: StockPicture, access: Access, today: date) -> tuple[tuple[str, int], ...]:
    sums: dict[str, int] = defaultdict(int)
    for pool in picture.pools:
        sums[pool.warehouse] += pool.unreserved if is_open(pool, access, today) else 0
    return tuple(sorted(sums.items()))


def _expected(picture: StockPicture, today: date) -> list[Receipt]:
    coming = [receipt for receipt in picture.receipts if receipt.day >= today]
    return sorted(coming, key=lambda receipt: (receipt.day, receipt.warehouse))


def _contingents(picture: StockPicture, access: Access, today: date) -> list[Pool]:
    own = [pool for pool in picture.pools if is_own(pool, access, today)]
    return sorted(own, key=lambda pool: (pool.until or date.max, pool.warehouse, pool.kind.value, pool.owner))


SHOWN: Mapping[str, tuple[str, Callable[[Availability], Any]]] = {
    "promise.date": ("promise_dates", lambda told: told.promise and told.promise.day),
    "promise.onEnquiry": ("promise_dates", lambda told: told.promise and told.promise.on_enquiry),
    "quantity": ("exact_stock", lambda told: told.quantity),
    "warehouses.warehouse": ("warehouse_stock", lambda told: [code for code, _ in told.by_warehouse]),
    "warehouses.quantity": ("warehouse_stock", lambda told: [quantity for _, quantity in told.by_warehouse]),
    "expectedReceipts.warehouse": ("warehouse_stock", lambda told: [receipt.warehouse for receipt in told.receipts]),
    "expectedReceipts.date": ("warehouse_stock", lambda told: [receipt.day for receipt in told.receipts]),
    "expectedReceipts.quantity": ("warehouse_stock", lambda told: [receipt.quantity for receipt in told.receipts]),
    "contingents.quantity": ("contingents", lambda told: [pool.quantity for pool in told.contingents]),
    "contingents.reserved": ("contingents", lambda told: [pool.reserved for pool in told.contingents]),
    "contingents.until": ("contingents", lambda told: [pool.until for pool in told.contingents]),
}
"""By field of an answer: the field group it belongs to, and its value."""


def seen_of(
    answer: Availability | None, groups: Collection[str], asked: Collection[str] = ()
) -> tuple[Any, ...] | None:
    """The part of an answer that a viewer with these field groups can see.

    A change outside it is no news to him: even that something has changed would tell of others' orders. `asked`: the
    fields he asks for, by their names in SHOWN; of a group that he sees in part the gateway lets only those through
    that he may see.
    """
    if answer is None:
        return None
    seen = [value(answer) for field, (group, value) in SHOWN.items() if group in groups or field in asked]
    return answer.light, answer.stale, *seen
