"""The supergraph, policies and stored documents of one moment, and the one reference that is swapped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from gateway.model.viewer import Standing, Viewer
from gateway.model.visible import VisibleSchema
from gateway.operations.documents import StoredDocuments
from gateway.remembered import Remembered
from gateway.snapshot.supergraph_part import SupergraphPart
from gateway.snapshot.viewer_policies import ViewerPolicies
from gateway.visibility.files import PolicyFiles

REMEMBERED_VIEWERS = 5_000
REMEMBERED_SCHEMAS = 256


@dataclass(frozen=True, slots=True)
class Audience:
    """What the policies say of one viewer: the schema he sees, and the roles and groups that subgraphs are told."""

    visible: VisibleSchema
    standing: Standing


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Snapshot:
    """Captured once by a request, which finishes on it whatever is swapped meanwhile.

    `files` are those that `policies` were made of, None where there are none.
    """

    graph: SupergraphPart
    policies: ViewerPolicies
    files: PolicyFiles | None = field(default=None, repr=False)
    _audiences: Remembered[Viewer, Audience] = field(default_factory=lambda: Remembered(REMEMBERED_VIEWERS), repr=False)

    def audience(self, viewer: Viewer) -> Audience:
        return self._audiences.get(viewer, lambda: self._judge(viewer))

    def _judge(self, viewer: Viewer) -> Audience:
        visible = self.policies.visible(viewer)
        if len(self.graph.schemas) < REMEMBERED_SCHEMAS:
            self.graph.schemas[visible.id] = visible.schema
        return Audience(visible, self.policies.standing(viewer))

    def viewers(self) -> tuple[Viewer, ...]:
        """Those who asked last."""
        return self._audiences.keys()

    def following(self, policies: ViewerPolicies, files: PolicyFiles) -> Snapshot:
        """The snapshot after a change of policies, warmed for those who see something else now; others keep all."""
        warmed = Snapshot(self.graph, policies, files)
        visible = self._moved_to(warmed)
        changed = {before: [one for now, one in after.items() if now != before] for before, after in visible.items()}
        self.graph.warm(self.graph, {before: after for before, after in changed.items() if after})
        return warmed

    def with_documents(self, documents: StoredDocuments) -> Snapshot:
        """The snapshot after a change of the manifest: everybody sees what he saw."""
        return replace(self, graph=self.graph.with_documents(documents))

    def followed_by(self, graph: SupergraphPart, policies: ViewerPolicies) -> Snapshot:
        """The snapshot after a change of the supergraph, warmed with the viewers and operations of this one."""
        warmed = Snapshot(graph, policies, self.files)
        visible = self._moved_to(warmed)
        graph.warm(self.graph, {before: after.values() for before, after in visible.items()})
        return warmed

    def _moved_to(self, following: Snapshot) -> dict[str, dict[str, VisibleSchema]]:
        """What was visible, by id, to what the same viewers see in the following snapshot, also by id."""
        visible: dict[str, dict[str, VisibleSchema]] = {}
        for viewer in self.viewers():
            now = following.audience(viewer).visible
            visible.setdefault(self.audience(viewer).visible.id, {})[now.id] = now
        return visible


@dataclass(slots=True)
class Snapshots:
    """The one reference that is swapped.

    `problems` tells by what it concerns (policies, supergraph, documents) why a newer state is not live. Whoever
    builds what follows holds `changing` from reading `current` to the swap: otherwise one change would undo another.
    `on_swap` are called after each swap.
    """

    current: Snapshot
    problems: dict[str, str] = field(default_factory=dict)
    changing: asyncio.Lock = field(default_factory=asyncio.Lock)
    on_swap: list[Callable[[], None]] = field(default_factory=list)

    def swap(self, following: Snapshot) -> None:
        self.current = following
        for told in self.on_swap:
            told()
