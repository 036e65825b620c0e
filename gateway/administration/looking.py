"""What only looks: the files that are live, and what is wrong with edited ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gateway.snapshot import Snapshot
from gateway.visibility import Finding, PolicyError
from gateway.visibility.checks import check
from gateway.visibility.files import PolicyFiles
from gateway.visibility.loading import compiled_policies


def findings(files: PolicyFiles, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Everything that keeps these files from going live with the schema that is served; takes its time."""
    schema = snapshot.graph.supergraph.public_schema
    try:
        return check(compiled_policies(files, schema), schema)
    except PolicyError as error:
        return error.findings


def told_findings(found: Iterable[Finding]) -> list[dict[str, Any]]:
    return [{"file": one.file, "line": one.line, "reason": one.reason, "wayOut": one.way_out} for one in found]
