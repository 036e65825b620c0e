"""FROM_SUBGRAPH_DOES_NOT_EXIST, OVERRIDDEN_FIELD_CAN_BE_REMOVED, OVERRIDE_DIRECTIVE_CAN_BE_REMOVED,
OVERRIDE_MIGRATION_IN_PROGRESS: how far the taking over of a field has come.
"""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation, MergedField
from gateway.composition.result import Hint, HintLevel


def removable_overrides(federation: Federation) -> Iterator[Hint]:
    for merged in federation.types.values():
        for field in merged.fields.values():
            for graph, one in field.sources.items():
                for override in one.applications("override"):
                    source = override.text("from") or ""
                    yield _hint(federation, field, f"{merged.name}.{field.name}", graph, source, override.text("label"))


def _hint(
    federation: Federation, field: MergedField, coordinate: str, graph: str, source: str, label: str | None
) -> Hint:
    if source not in federation.subgraphs:
        message = f'"{coordinate}" in subgraph "{graph}" overrides subgraph "{source}", which does not exist'
        return Hint("FROM_SUBGRAPH_DOES_NOT_EXIST", HintLevel.WARN, message)
    if source not in field.sources or field.sources[source].is_external:
        message = f'"{coordinate}" in subgraph "{graph}" needs no @override: subgraph "{source}" does not resolve it'
        return Hint("OVERRIDE_DIRECTIVE_CAN_BE_REMOVED", HintLevel.INFO, message)
    if label is not None:
        message = f'"{coordinate}" moves from subgraph "{source}" to subgraph "{graph}" by the label "{label}"'
        return Hint("OVERRIDE_MIGRATION_IN_PROGRESS", HintLevel.INFO, message)
    message = f'"{coordinate}" is overridden by subgraph "{graph}" and can be removed from subgraph "{source}"'
    return Hint("OVERRIDDEN_FIELD_CAN_BE_REMOVED", HintLevel.INFO, message)
