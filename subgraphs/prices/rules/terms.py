"""On which terms somebody asks for a price: who buys, where, in which currency and how."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from subgraphs.common.errors import BadInput
from subgraphs.common.viewer import Viewer
from subgraphs.prices.rules.conditions import Market, Party, PartyKind, PriceSource, SalesWay

ANNOUNCED_AHEAD_DAYS = 30
ANNOUNCED_AHEAD_DAYS_PLUS = 60
ANNOUNCED_AHEAD_DAYS_STAFF = 365


class Channel(enum.Enum):
    """How a buyer buys: as a dealer from the list, or directly as a firm (net) or a private person (gross)."""

    DEALER = "dealer"
    FIRM = "firm"
    PRIVATE = "private"

    @property
    def way(self) -> SalesWay:
        return SalesWay.DEALERS if self is Channel.DEALER else SalesWay.DIRECT


@dataclass(frozen=True, slots=True)
class Customer:
    """A company as far as its conditions depend on it."""

    company: str
    country: str
    currency: str
    channel: Channel
    parent: str | None = None
    buying_group: str | None = None
    dealer_class: str | None = None
    best_price: bool = False

    @property
    def parties(self) -> tuple[Party, ...]:
        """Whose conditions hold, nearest first: company, parent company, buying group, dealer class."""
        ordered = (
            (PartyKind.COMPANY, self.company),
            (PartyKind.COMPANY, self.parent),
            (PartyKind.BUYING_GROUP, self.buying_group),
            (PartyKind.DEALER_CLASS, self.dealer_class),
        )
        return tuple(Party(kind, name) for kind, name in ordered if name is not None)


@dataclass(frozen=True, slots=True)
class Binding:
    """A line of an accepted quote or of a blanket order: its net price for this quantity or more, to its last day."""

    source: PriceSource
    reference: str
    net: Decimal
    price_quantity: int
    least_quantity: int
    """In base units; a smaller quantity goes back to sales."""
    valid_until: date


@dataclass(frozen=True, slots=True)
class Terms:
    """`channel` is None for somebody who buys nothing here: a visitor, or staff who look at no customer."""

    market: Market
    known_until: date
    """The last day whose prices this viewer may know."""
    channel: Channel | None = None
    buyer: str | None = None
    parties: tuple[Party, ...] = ()
    best_price: bool = False
    binding: Binding | None = None
    total_tier_quantity: int | None = None
    """Base units of the article over the whole order; None when the line is the whole order."""


def terms_of(viewer: Viewer, customer: Customer | None, today: date) -> Terms:
    """The terms of the company the viewer is concerned with; without one, those of the viewer's market."""
    until = known_until(viewer, today)
    if customer is None:
        return Terms(Market(viewer.country, viewer.currency), until)
    return Terms(
        market=Market(customer.country, customer.currency),
        known_until=until,
        channel=customer.channel,
        buyer=customer.company,
        parties=customer.parties,
        best_price=customer.best_price,
    )


def known_until(viewer: Viewer, today: date) -> date:
    """Announced prices are known some days ahead, to dealers of the plus tier earlier, to others not at all.

    The same day bounds what may be asked for: a price of a later day would tell an announcement too early.
    """
    if "announced_prices" not in viewer.groups:
        return today
    if viewer.is_staff:
        return today + timedelta(days=ANNOUNCED_AHEAD_DAYS_STAFF)
    plus = "dealer_plus" in viewer.roles
    return today + timedelta(days=ANNOUNCED_AHEAD_DAYS_PLUS if plus else ANNOUNCED_AHEAD_DAYS)


def order_day(asked: date | None, terms: Terms, today: date) -> date:
    """The day a price is asked for, today by default; raises BadInput for one whose prices the viewer may not know."""
    day = asked or today
    if day > terms.known_until:
        raise BadInput(f"Argument 'day' may be {terms.known_until} at the latest, not {day}.")
    return day
