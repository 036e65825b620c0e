"""SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES: who shares a field answers with the same objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gateway.composition.merged import Federation, MergedField, MergedType
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Field, Kind, Subgraph, named
from gateway.composition.usage import is_resolved
from gateway.composition.wording import each_in, error_across

CODE = "SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES"


def shareable_runtime_types(federation: Federation) -> Iterator[CompositionError]:
    for merged, field, runtimes in shared_runtime_types(federation):
        if not frozenset.intersection(*runtimes.values()):
            shown = {graph: ", ".join(sorted(types)) for graph, types in runtimes.items()}
            message = (
                f'"{merged.name}.{field.name}" is shared, but the subgraphs answer it with different objects: '
                f"{each_in(shown)}"
            )
            yield error_across(federation, CODE, message, {graph: field.sources[graph] for graph in runtimes})


def shared_runtime_types(
    federation: Federation,
) -> Iterator[tuple[MergedType, MergedField, Mapping[str, frozenset[str]]]]:
    """The fields of objects that several subgraphs resolve, each with the objects it may hold, by subgraph."""
    for merged in federation.types.values():
        for field in merged.fields.values() if merged.kind is Kind.OBJECT else ():
            runtimes = {
                graph: possible
                for graph, one in field.sources.items()
                if graph not in field.overridden
                and is_resolved(federation.usage[graph], merged.sources[graph], one)
                and (possible := _runtime_types(federation.subgraphs[graph], one))
            }
            if len(runtimes) > 1:
                yield merged, field, runtimes


def _runtime_types(subgraph: Subgraph, field: Field) -> frozenset[str]:
    """The objects that the subgraph may answer with; empty for leaves, and for interface objects, which may be any."""
    one = subgraph.types.get(named(field.type))
    if one is None or one.is_interface_object:
        return frozenset()
    if one.kind is Kind.OBJECT:
        return frozenset([one.name])
    if one.kind is Kind.UNION:
        return frozenset(one.members)
    types = subgraph.types.values()
    return frozenset(each.name for each in types if each.kind is Kind.OBJECT and one.name in each.interfaces)
