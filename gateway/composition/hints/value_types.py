"""INCONSISTENT_OBJECT_VALUE_TYPE_FIELD, INCONSISTENT_INTERFACE_VALUE_TYPE_FIELD, INCONSISTENT_UNION_MEMBER."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation, MergedType
from gateway.composition.result import Hint, HintLevel
from gateway.composition.subgraph import ROOTS, Kind
from gateway.composition.wording import in_subgraphs

FIELD_CODES = {
    Kind.OBJECT: "INCONSISTENT_OBJECT_VALUE_TYPE_FIELD",
    Kind.INTERFACE: "INCONSISTENT_INTERFACE_VALUE_TYPE_FIELD",
}


def inconsistent_value_types(federation: Federation) -> Iterator[Hint]:
    for merged in federation.types.values():
        if _is_value_type(merged):
            for field in merged.fields.values():
                lacking = [graph for graph in _resolving(merged) if graph not in field.sources]
                if field.sources and lacking:
                    message = (
                        f'"{merged.name}.{field.name}" is in {in_subgraphs(field.sources)} but not in '
                        f"{in_subgraphs(lacking)}, which also have the type"
                    )
                    yield Hint(FIELD_CODES[merged.kind], HintLevel.DEBUG, message)
        for member in merged.members:
            having = [graph for graph, one in merged.sources.items() if member in one.members]
            lacking = [graph for graph in merged.sources if graph not in having]
            if lacking:
                message = f'"{merged.name}" has "{member}" in {in_subgraphs(having)}, not in {in_subgraphs(lacking)}'
                yield Hint("INCONSISTENT_UNION_MEMBER", HintLevel.DEBUG, message)


def _resolving(merged: MergedType) -> list[str]:
    """The subgraphs that have the type for more than naming what they require of it."""
    return [
        graph for graph, one in merged.sources.items() if any(not field.is_external for field in one.fields.values())
    ]


def _is_value_type(merged: MergedType) -> bool:
    return (
        merged.kind in FIELD_CODES
        and merged.name not in ROOTS
        and not any(one.has("key") or one.is_interface_object for one in merged.sources.values())
    )
