"""Batch reads of one request: orders from the own tables, carts also from peers."""

from __future__ import annotations

from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer
from subgraphs.orders.loaders.buying import BuyingLoaders
from subgraphs.orders.loaders.reading import ReadingLoaders


class Loaders(ReadingLoaders):
    """What orders are read by, and beside it what is about to be bought."""

    def __init__(self, viewer: Viewer, services: Services) -> None:
        super().__init__(viewer, services)
        self.buying = BuyingLoaders(viewer, services)
