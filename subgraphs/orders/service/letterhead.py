"""Asks accounts who stands on the papers of a customer, on behalf of their reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.documents.confirmation import Party


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`buyer` None: no concern of the reader's."""

    seller: Party | None
    buyer: Party | None


async def letterhead(services: Services, viewer: Viewer, company: str) -> Letterhead:
    """Raises PeerFailed."""
    told = (await services.peers.ask("accounts", "Letterhead", {"company": company}, viewer))["letterhead"]
    return Letterhead(_party(told["seller"]), _party(told["buyer"]))


def _party(told: Mapping[str, str | None] | None) -> Party | None:
    if told is None or told["name"] is None:
        return None
    return Party(told["name"], told["street"], told["postcode"], told["city"], told["country"])
