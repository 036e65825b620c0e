"""Which pools are open to a viewer, and how much a viewer may learn of them (DOMAIN 3 and 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from subgraphs.common.viewer import Viewer
from subgraphs.stock.rules.picture import Pool, PoolKind

UNSEEN_NUMBERS_CAP = 20
"""Base units up to which somebody who may not see numbers learns anything: above, every answer is the same."""

DIRECT_BUYERS = frozenset({"visitor", "private", "firm"})
SEES_NUMBERS = "exact_stock"
ALL_POOLS = frozenset({"logistics", "dealer_sales"})


@dataclass(frozen=True, slots=True)
class Access:
    """`company` and `tier` open their contingents beside the free pool, `everything` opens all."""

    company: str | None = None
    tier: str | None = None
    everything: bool = False
    capped: bool = True
    promised: bool = True
    """Whether promises are made at all; none are to visitors."""


def access_of(viewer: Viewer) -> Access:
    """Direct buyers take the free pool only, companies also their own and their tier's contingents.

    Logistics and dealer sales who look at no customer see all pools together. Whoever may not see the exact quantity is
    capped, service partners and our own service too: without a cap they would count it by asking for ever more pieces.
    """
    capped = SEES_NUMBERS not in viewer.groups
    promised = not viewer.is_visitor
    if viewer.concern is None:
        return Access(everything=bool(viewer.roles & ALL_POOLS), capped=capped, promised=promised)
    if viewer.roles & DIRECT_BUYERS:
        return Access(capped=capped, promised=promised)
    return Access(company=viewer.concern, tier=viewer.tier, capped=capped, promised=promised)


def is_open(pool: Pool, access: Access, day: date) -> bool:
    if access.everything or not pool.is_contingent(day):
        return True
    if pool.kind is PoolKind.COMPANY:
        return pool.owner == access.company
    return pool.owner == access.tier


def is_own(pool: Pool, access: Access, day: date) -> bool:
    """A running contingent of the own company; that of a tier would tell what others have reserved."""
    return pool.is_contingent(day) and (
        access.everything or (pool.kind is PoolKind.COMPANY and pool.owner == access.company)
    )


def beyond_cap(access: Access, quantity: int) -> bool:
    return access.capped and quantity > UNSEEN_NUMBERS_CAP
