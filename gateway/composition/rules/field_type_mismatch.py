"""FIELD_TYPE_MISMATCH: one of a field's types must hold all others; one of an input field's must be held by all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphql import print_ast

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Field, Input
from gateway.composition.wording import each_in, error_across


def field_type_mismatch(federation: Federation) -> Iterator[CompositionError]:
    for merged in federation.types.values():
        for field in merged.fields.values():
            if field.type is None:
                telling = {graph: one for graph, one in field.sources.items() if not one.is_external}
                yield _error(federation, f"{merged.name}.{field.name}", telling)
        for each in merged.inputs.values():
            if each.type is None:
                yield _error(federation, f"{merged.name}.{each.name}", each.sources)


def _error(federation: Federation, coordinate: str, sources: Mapping[str, Field | Input]) -> CompositionError:
    types = {graph: print_ast(one.type) for graph, one in sources.items()}
    message = f'the types of "{coordinate}" do not fit together: {each_in(types)}'
    return error_across(federation, "FIELD_TYPE_MISMATCH", message, sources)
