"""INCONSISTENT_ENUM_VALUE_FOR_INPUT_ENUM, INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM, UNUSED_ENUM_TYPE."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation, MergedType
from gateway.composition.merging.enums import positions
from gateway.composition.result import Hint, HintLevel
from gateway.composition.subgraph import Kind
from gateway.composition.wording import in_subgraphs


def inconsistent_enums(federation: Federation) -> Iterator[Hint]:
    where = positions(federation.subgraphs.values())
    for merged in federation.types.values():
        if merged.kind is not Kind.ENUM:
            continue
        taken, given = merged.name in where.inputs, merged.name in where.outputs
        if not taken and not given:
            yield Hint("UNUSED_ENUM_TYPE", HintLevel.DEBUG, f'enum "{merged.name}" is used nowhere')
        if taken != given:
            yield from _values(merged, dropped=taken)


def _values(merged: MergedType, *, dropped: bool) -> Iterator[Hint]:
    for value in dict.fromkeys(value for one in merged.sources.values() for value in one.values):
        having = [graph for graph, one in merged.sources.items() if value in one.values]
        lacking = [graph for graph in merged.sources if graph not in having]
        if not lacking:
            continue
        what = f'"{merged.name}.{value}" is in {in_subgraphs(having)}, not in {in_subgraphs(lacking)}'
        if dropped:
            yield Hint("INCONSISTENT_ENUM_VALUE_FOR_INPUT_ENUM", HintLevel.WARN, f"{what}, and is left out")
        else:
            yield Hint("INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM", HintLevel.DEBUG, what)
