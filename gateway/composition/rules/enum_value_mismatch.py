"""ENUM_VALUE_MISMATCH: an enum that comes in and goes out has the same values everywhere, but for inaccessible ones."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.merging.enums import positions
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Kind
from gateway.composition.wording import error_across, in_subgraphs


def enum_value_mismatch(federation: Federation) -> Iterator[CompositionError]:
    where = positions(federation.subgraphs.values())
    for merged in federation.types.values():
        if merged.kind is not Kind.ENUM or merged.name not in where.inputs & where.outputs:
            continue
        for value in merged.values.values():
            lacking = [graph for graph in merged.sources if graph not in value.sources]
            if lacking and not value.has("inaccessible"):
                message = (
                    f'enum "{merged.name}" is used both as input and as output, but value "{value.name}" is only in '
                    f"{in_subgraphs(value.sources)} and not in {in_subgraphs(lacking)}"
                )
                yield error_across(federation, "ENUM_VALUE_MISMATCH", message, value.sources)
