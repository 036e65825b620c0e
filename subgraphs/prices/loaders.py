"""Reads what one request needs of prices: the buyer's terms and the conditions of all articles asked for at once."""

from __future__ import annotations

from dataclasses import dataclass

from aiodataloader import DataLoader

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.prices.rules.conditions import Conditions
from subgraphs.prices.rules.terms import Terms
from subgraphs.prices.service import conditions_for


@dataclass(frozen=True, slots=True)
class Offer:
    """The viewer's terms and the conditions of one article on them."""

    terms: Terms
    conditions: Conditions


class Loaders:
    def __init__(self, viewer: Viewer, services: Services) -> None:
        self._viewer = viewer
        self._services = services
        self.offers: DataLoader[str, Offer] = DataLoader(batch_load_fn=self._offers)

    async def _offers(self, skus: list[str]) -> list[Offer]:
        terms, conditions = await conditions_for(self._services, self._viewer, skus)
        return [Offer(terms, conditions[sku]) for sku in skus]
