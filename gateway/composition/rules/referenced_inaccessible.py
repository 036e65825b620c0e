"""REFERENCED_INACCESSIBLE: what clients see cannot have a type that they do not see."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import TypeNode

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.rules.api_elements import INACCESSIBLE, api_fields, api_inputs, hidden_error
from gateway.composition.subgraph import named


def referenced_inaccessible(federation: Federation) -> Iterator[CompositionError]:
    references: list[tuple[str, TypeNode | None]] = [
        (f"{merged.name}.{field.name}", field.type) for merged, field in api_fields(federation)
    ]
    references += [(one.coordinate, one.input.type) for one in api_inputs(federation)]
    for coordinate, node in references:
        referenced = federation.types.get(named(node)) if node is not None else None
        if referenced is not None and referenced.has(INACCESSIBLE):
            message = f'type "{referenced.name}" is @inaccessible, but clients see "{coordinate}" of that type'
            yield hidden_error(federation, "REFERENCED_INACCESSIBLE", message, referenced)
