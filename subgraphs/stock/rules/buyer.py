"""For whom pieces are reserved: kept with the order, so that what becomes free later can go to him."""

from __future__ import annotations

from dataclasses import dataclass

from subgraphs.common.viewer import Viewer
from subgraphs.stock.rules.access import DIRECT_BUYERS, Access


@dataclass(frozen=True, slots=True)
class Buyer:
    """`company` says whose order it is; a `direct` buyer draws on free pools alone. `country`: where goods go."""

    company: str | None
    tier: str | None
    direct: bool
    country: str

    @property
    def access(self) -> Access:
        return Access() if self.direct else Access(company=self.company, tier=self.tier)


def buyer_of(viewer: Viewer, country: str) -> Buyer:
    """Whoever is looked at buys; somebody of no company, and nobody's customer, draws on free pools like the public."""
    direct = viewer.concern is None or bool(viewer.roles & DIRECT_BUYERS)
    return Buyer(viewer.concern, viewer.tier, direct, country)
