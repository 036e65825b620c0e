"""Which of several rows holds: valid on the day, of the nearest party, the latest of them, at the tier reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from subgraphs.prices.rules.conditions import Market, MarketPrice, Party, PriceKind, TaxRate, Tier


class Dated(Protocol):
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_until(self) -> date | None: ...


class OfParty(Dated, Protocol):
    @property
    def party(self) -> Party: ...


DatedRow = TypeVar("DatedRow", bound=Dated)
PartyRow = TypeVar("PartyRow", bound=OfParty)


def in_force(rows: Iterable[DatedRow], day: date) -> list[DatedRow]:
    """Both ends of a validity belong to it."""
    return [row for row in rows if row.valid_from <= day and (row.valid_until is None or day <= row.valid_until)]


def latest(rows: Iterable[DatedRow], day: date) -> DatedRow | None:
    """Of overlapping rows the one with the latest `valid_from`; import has refused equal dates."""
    return max(in_force(rows, day), key=lambda row: row.valid_from, default=None)


def by_precedence(rows: Iterable[PartyRow], parties: Sequence[Party], day: date) -> list[PartyRow]:
    """The rows of these parties in force, nearest party first, the latest first within a party."""
    held = [row for row in in_force(rows, day) if row.party in parties]
    return sorted(held, key=lambda row: (parties.index(row.party), -row.valid_from.toordinal()))


def tier_amount(tiers: Iterable[Tier], quantity: int) -> Decimal | None:
    """The amount of the highest tier reached; None when even the lowest is not."""
    reached = max(
        (tier for tier in tiers if tier.from_quantity <= quantity), key=lambda t: t.from_quantity, default=None
    )
    return None if reached is None else reached.amount


def market_price(prices: Iterable[MarketPrice], kind: PriceKind, market: Market, day: date) -> MarketPrice | None:
    return latest((price for price in prices if price.kind is kind and price.market == market), day)


def tax_percent(rates: Iterable[TaxRate], country: str, day: date) -> Decimal | None:
    held = [rate for rate in rates if rate.country == country and rate.valid_from <= day]
    return max(held, key=lambda rate: rate.valid_from).percent if held else None
