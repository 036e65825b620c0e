"""Stores of policy revisions, of each kind, filled from a sound folder; and what publishes into them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from gateway.operations.documents import read_stored_documents
from gateway.operations.limits import Limits
from gateway.revisions.database import Database
from gateway.revisions.folder_store import FolderStore
from gateway.revisions.opening import folder_store
from gateway.revisions.publishing import Publishing
from gateway.revisions.revision import Draft, Follower
from gateway.revisions.store import RevisionStore
from gateway.revisions.table_store import TableStore
from gateway.settings import Settings
from gateway.snapshot import NoPolicies, Snapshot, Snapshots, SupergraphPart
from gateway.supergraph import read_supergraph
from gateway.visibility.files import PolicyFiles, read_folder
from tests.kit.gateway_processes import Subgraphs
from tests.kit.sound_policies import sound_folder

MOMENT = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def now() -> datetime:
    return MOMENT


async def filled_folder(folder: Path) -> FolderStore:
    """The sound folder with a history beside it, in which what it held first is revision 1."""
    policies = sound_folder(folder / "policies")
    store = folder_store(policies, folder / "history", now)
    await store.number_of(await store.source.look(), is_live=True)
    return store


async def filled_tables(url: str, folder: Path) -> TableStore:
    policies = sound_folder(folder / "policies")
    store = TableStore(Database(url))
    await store.open(lambda: read_folder(policies), now)
    return store


def draft(files: PolicyFiles, base: int, author: str = "user:erna", reason: str = "they asked for it") -> Draft:
    return Draft(author, reason, MOMENT, base, files)


def snapshots() -> Snapshots:
    """The schema of the gateway processes, as it is served."""
    supergraph = read_supergraph(Subgraphs({"a": 1, "b": 2}).supergraph(1))
    settings = Settings()
    graph = SupergraphPart(
        supergraph,
        read_stored_documents(None, supergraph.public_schema),
        limits=Limits.of(settings),
        cache_bytes=settings.cache_bytes,
    )
    return Snapshots(Snapshot(graph, NoPolicies(graph.everything)))


@dataclass
class Desk:
    """Where policies are published; `announced` are the numbers that went out."""

    store: RevisionStore
    needs_second_person: bool = True
    announced: list[int] = field(default_factory=list)
    clock: Callable[[], datetime] = now

    def __post_init__(self) -> None:
        async def follow(number: int) -> tuple[Follower, ...]:
            self.announced.append(number)
            await asyncio.sleep(0)
            return ()

        self.publishing = Publishing(self.store, snapshots(), follow, self.clock, self.needs_second_person)
