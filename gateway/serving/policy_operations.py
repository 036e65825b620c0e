"""Each operation on the policies: its method, and the use case behind it told as JSON."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from gateway.administration.asked import Edited, read
from gateway.administration.looking import findings, told_findings
from gateway.model.viewer import Viewer
from gateway.serving.administration import Asking, Operation, Told
from gateway.snapshot import Snapshots
from gateway.visibility.administration import ROOT
from gateway.visibility.policies import Policies


def permitted(snapshots: Snapshots, viewer: Viewer) -> frozenset[str]:
    """The paths of the operations that the policies which are live let this viewer use."""
    policies = snapshots.current.policies
    return policies.operations(viewer) if isinstance(policies, Policies) else frozenset()


@dataclass(frozen=True, slots=True)
class PolicyOperations:
    snapshots: Snapshots

    def by_path(self) -> Mapping[str, Operation]:
        operations = {
            "files": Operation("GET", self._files),
            "check": Operation("POST", self._check),
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
