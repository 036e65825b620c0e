"""What only looks at the policies: the files, their check and preview, who sees what, and why."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial

from gateway import previewing
from gateway.administration.asked import Edited, Question, read
from gateway.administration.looking import findings
from gateway.errors import ClientError
from gateway.model.viewer import Viewer
from gateway.pipeline import Pipeline
from gateway.pipeline.subscribing import Outlook
from gateway.revisions.publishing import Publishing
from gateway.serving.administration.changing import as_plain
from gateway.serving.administration.endpoint import Asking, Operation, Told
from gateway.snapshot import Audience, Snapshots
from gateway.visibility import explaining, matrix_forms
from gateway.visibility.administration import ROOT
from gateway.visibility.known_audiences import audience_named
from gateway.visibility.matrix import matrix
from gateway.visibility.policies import Policies


def live(snapshots: Snapshots) -> Policies:
    """The policies as they were loaded; raises ClientError where something else decides in their place."""
    policies = snapshots.current.policies
    if not isinstance(policies, Policies):
        raise ClientError("NOT_FOUND", "There are no policies here.", status=404)
    return policies


def permitted(snapshots: Snapshots, viewer: Viewer) -> frozenset[str]:
    """The paths of the operations that the policies which are live let this viewer use."""
    return live(snapshots).operations(viewer)


People = Callable[[str], Awaitable[Viewer | None]]
"""Who signs in under an address; None where nobody does."""


@dataclass(frozen=True, slots=True)
class Looking:
    """`people` is None where nobody knows addresses."""

    snapshots: Snapshots
    pipeline: Pipeline
    people: People | None
    publishing: Publishing

    def by_path(self) -> Mapping[str, Operation]:
        operations = {
            "files": Operation("GET", self._files),
            "check": Operation("POST", self._check),
            "preview": Operation("POST", self._preview),
            "matrix": Operation("GET", self._matrix),
            "explain": Operation("POST", self._explain),
        }
        return {f"{ROOT}/{name}": operation for name, operation in operations.items()}

    async def _files(self, asking: Asking) -> Told:
        """Of the newest revision, which is what one edits, whether or not this process could take it live."""
        allowed = sorted(path.removeprefix(f"{ROOT}/") for path in permitted(self.snapshots, asking.viewer))
        current = await self.publishing.current()
        return Told({"revision": as_plain(current.entry), "files": dict(current.files.texts), "operations": allowed})

    async def _check(self, asking: Asking) -> Told:
        files = read(asking.body, Edited).as_policy_files()
        found = await asyncio.to_thread(findings, files, self.snapshots.current)
        return Told({"findings": [one.as_plain() for one in found]})

    async def _matrix(self, asking: Asking) -> Told:
        whole = await asyncio.to_thread(matrix, live(self.snapshots))
        return Told(matrix_forms.as_plain(whole))

    async def _preview(self, asking: Asking) -> Told:
        files = read(asking.body, Edited).as_policy_files()
        graph = self.snapshots.current.graph
        judge = partial(_judged, self.pipeline.outlook())
        made = await asyncio.to_thread(previewing.preview_of_files, live(self.snapshots), files, graph, judge)
        return Told(previewing.as_plain(made))

    async def _explain(self, asking: Asking) -> Told:
        asked, policies = read(asking.body, Question), live(self.snapshots)
        viewer = await self._meant(asked, policies)
        explanation = await asyncio.to_thread(explaining.explain, policies, viewer, asked.coordinate)
        return Told(explaining.as_plain(explanation))

    async def _meant(self, asked: Question, policies: Policies) -> Viewer:
        """Whom a question is about; raises ClientError BAD_REQUEST where that cannot be told."""
        if asked.who is not None:
            if self.people is None:
                raise ClientError("BAD_REQUEST", "Addresses are not known here; name an audience, or claims.")
            viewer = await self.people(asked.who)
            if viewer is None:
                raise ClientError("BAD_REQUEST", f"Nobody signs in as {asked.who}.")
            return viewer
        if asked.audience is not None:
            known = await asyncio.to_thread(audience_named, policies, asked.audience)
            if known is None:
                raise ClientError("BAD_REQUEST", f"There is no audience {asked.audience}; the matrix names them.")
            return known.viewer
        if not asked.claims and not asked.machine:
            raise ClientError("BAD_REQUEST", "Say whom the question is about: who, audience, or claims.")
        return Viewer(
            subject="asked for",
            claims=frozenset(asked.claims),
            machine=frozenset(asked.machine),
            functions=frozenset(asked.functions) or frozenset({"all"}),
            grants=frozenset(asked.grants),
        )


def _judged(outlook: Outlook, edited: Policies) -> list[previewing.JudgedSubscription]:
    return [
        previewing.JudgedSubscription(
            run.viewer,
            run.journey.document_name or "a document of their own",
            count,
            previewing.Becomes[verdict.name],
        )
        for run, count, verdict in outlook(lambda viewer: Audience(edited.visible(viewer), edited.standing(viewer)))
    ]
