"""Each operation on the policies: its method, and the use case behind it told as JSON."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from gateway.administration.asked import Edited, read
from gateway.administration.looking import findings, told_findings
from gateway.errors import ClientError
from gateway.model.viewer import Viewer
from gateway.serving.administration import Asking, Operation, Told
from gateway.snapshot import Snapshots
from gateway.visibility.administration import ROOT
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


@dataclass(frozen=True, slots=True)
class PolicyOperations:
    snapshots: Snapshots

    def by_path(self) -> Mapping[str, Operation]:
        operations = {
            "files": Operation("GET", self._files),
            "check": Operation("POST", self._check),
            "matrix": Operation("GET", self._matrix),
        }
        return {f"{ROOT}/{name}": operation for name, operation in operations.items()}

    async def _files(self, asking: Asking) -> Told:
        files = self.snapshots.current.files
        allowed = sorted(path.removeprefix(f"{ROOT}/") for path in permitted(self.snapshots, asking.viewer))
        return Told({"files": {} if files is None else dict(files.texts), "operations": allowed})

    async def _check(self, asking: Asking) -> Told:
        files = read(asking.body, Edited).as_policy_files()
        found = await asyncio.to_thread(findings, files, self.snapshots.current)
        return Told({"findings": told_findings(found)})

    async def _matrix(self, asking: Asking) -> Told:
        whole = await asyncio.to_thread(matrix, live(self.snapshots))
        columns = [{"name": one.name, "title": one.title} for one in whole.columns]
        rows = [{"coordinate": one.coordinate, "group": one.group, "sees": one.sees} for one in whole.rows]
        return Told({"revision": whole.revision, "audiences": columns, "rows": rows})
