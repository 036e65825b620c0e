"""Demo worlds in which whoever asks sees everything, and the header that tells subgraphs so."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from starlette.applications import Starlette

from gateway.identity.signing import ViewerSigner
from gateway.model.transport import SubgraphTransport
from gateway.pipeline import Caller
from gateway.snapshot import Snapshot
from gateway.visibility.policies import Policies
from tests.kit.contract_inputs import MUTATIONS
from tests.kit.house import Asker, Person, asking, settings_in
from tests.kit.unmasked import Unmasked
from werktor.demo.loading import load_demo_world
from werktor.house import in_process, open_house
from werktor.keys import signing_key

LINES = [{"number": "HW-1001", "quantity": 5}, {"number": "HW-4003", "quantity": 1, "lineText": "Halle 3"}]


@dataclass(frozen=True)
class SeenWorld:
    """`asker` asks our gateway; `ways` lead to the same subgraphs, past it."""

    asker: Asker
    ways: Mapping[str, SubgraphTransport]
    signer: ViewerSigner

    async def header_of(self, who: Person) -> Callable[[], str]:
        """Signs the viewer header for somebody, as our gateway does for him."""
        gateway = self.asker.house.gateway
        viewer = await gateway.pipeline.viewer(Caller({}, await self.asker.token(who), "compared"))
        standing = gateway.snapshots.current.policies.standing(viewer)
        return lambda: self.signer.header(viewer, standing)


class Worlds:
    """Copies of one demo world."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    @classmethod
    async def loaded(cls, folder: Path) -> Worlds:
        async with open_house(settings_in(folder / "demo")) as house:
            await load_demo_world(house.services)
        return cls(folder)

    @asynccontextmanager
    async def fresh(self) -> AsyncIterator[SeenWorld]:
        async with self._copied() as world:
            _unmask(world.asker)
            yield world

    @asynccontextmanager
    async def filled(self) -> AsyncIterator[SeenWorld]:
        """With two lines in the cart of everybody who has one."""
        async with self._copied() as world:
            for who in sorted(MUTATIONS["AddToCart"].who):
                answer = await world.asker.stored("AddToCart", who, {"input": {"key": "filled", "lines": LINES}})
                if answer["data"]["addToCart"]["userErrors"]:
                    raise AssertionError(f"the cart of {who} could not be filled: {answer}")
            _unmask(world.asker)
            yield world

    @asynccontextmanager
    async def _copied(self) -> AsyncIterator[SeenWorld]:
        folder = self._folder / f"copy-{next(self._numbers)}"
        shutil.copytree(self._folder / "demo", folder)
        ways: dict[str, SubgraphTransport] = {}

        def kept(apps: Mapping[str, Starlette]) -> Mapping[str, SubgraphTransport]:
            ways.update(in_process(apps))
            return ways

        async with asking(settings_in(folder), transports=kept) as asker:
            yield SeenWorld(asker, ways, ViewerSigner(signing_key(folder / "keys", "gateway")))


def _unmask(asker: Asker) -> None:
    snapshots = asker.house.gateway.snapshots
    real = snapshots.current
    if not isinstance(real.policies, Policies):
        raise AssertionError("the house has real policies")
    groups = frozenset(name.removeprefix("@") for name in real.policies.groups)
    snapshots.current = Snapshot(real.graph, Unmasked(real.policies, real.graph.everything, seen_whole=groups))
