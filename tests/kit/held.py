"""Subgraphs that do not answer until a test releases them."""

from __future__ import annotations

import asyncio

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import FixtureSubgraph


class Held:
    """One subgraph; `asked`, `answered` and `ended` (without an answer) are set by any of its requests."""

    def __init__(self, subgraph: FixtureSubgraph) -> None:
        self.asked, self.released = asyncio.Event(), asyncio.Event()
        self.answered, self.ended = asyncio.Event(), asyncio.Event()
        subgraph.before = self._before

    async def _before(self, _document: str) -> None:
        self.asked.set()
        try:
            await self.released.wait()
        except asyncio.CancelledError:
            self.ended.set()
            raise
        self.answered.set()


class Gates:
    """Several subgraphs of a federation, each held until it is opened by its name."""

    def __init__(self, shop: Federation, *closed: str) -> None:
        self._held = {name: Held(shop.subgraphs[name]) for name in closed}

    def __getitem__(self, name: str) -> Held:
        return self._held[name]

    def open(self, *names: str) -> None:
        for name in names:
            self._held[name].released.set()
