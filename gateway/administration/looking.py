"""What only looks: what is wrong with edited files."""

from __future__ import annotations

from gateway.snapshot import Snapshot
from gateway.visibility import Finding, PolicyError
from gateway.visibility.files import PolicyFiles
from gateway.visibility.loading import load_policies


def findings(files: PolicyFiles, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Everything that keeps these files from being published with the schema that is served; takes its time."""
    try:
        load_policies(files, snapshot.graph.supergraph.public_schema, strict=True)
    except PolicyError as error:
        return error.findings
    return ()
