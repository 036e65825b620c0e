"""TYPE_KIND_MISMATCH: a type is of one kind everywhere; only an interface may be an interface object elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Kind, Type
from gateway.composition.wording import each_in, error_across


def type_kind_mismatch(federation: Federation) -> Iterator[CompositionError]:
    for merged in federation.types.values():
        if len({_kind(one) for one in merged.sources.values()}) > 1:
            kinds = {graph: _shown(one) for graph, one in merged.sources.items()}
            message = f'type "{merged.name}" is not of the same kind everywhere: {each_in(kinds)}'
            yield error_across(federation, "TYPE_KIND_MISMATCH", message, merged.sources)


def _kind(one: Type) -> Kind:
    return Kind.INTERFACE if one.is_interface_object else one.kind


def _shown(one: Type) -> str:
    return "interface object" if one.is_interface_object else str(one.kind)
