"""EXTERNAL_ON_INTERFACE: the field of an interface is no field that a subgraph could resolve, here or elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Kind
from gateway.composition.wording import error_in


def external_on_interface(federation: Federation) -> Iterator[CompositionError]:
    for subgraph in federation.subgraphs.values():
        for one, field in subgraph.fields():
            if one.kind is Kind.INTERFACE and field.is_external:
                message = (
                    f'interface field "{one.name}.{field.name}" is marked @external; mark the fields that implement it'
                )
                yield error_in(subgraph, "EXTERNAL_ON_INTERFACE", message, field.node)
