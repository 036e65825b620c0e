"""INTERFACE_OBJECT_USAGE_ERROR: an interface object is an entity that stands for an interface.

Its subgraph knows none of the implementations: otherwise it would have to say which of them an object is.
"""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Kind
from gateway.composition.wording import error_in

CODE = "INTERFACE_OBJECT_USAGE_ERROR"


def interface_object_usage(federation: Federation) -> Iterator[CompositionError]:
    for subgraph in federation.subgraphs.values():
        for one in subgraph.types.values():
            if not one.is_interface_object:
                continue
            if not one.has("key"):
                message = f'"{one.name}" is an @interfaceObject and needs a @key by which it is entered'
                yield error_in(subgraph, CODE, message, one.node)
            for other in subgraph.types.values():
                if one.name in federation.types[other.name].interfaces:
                    message = f'"{one.name}" is an @interfaceObject, beside which its "{other.name}" cannot stand'
                    yield error_in(subgraph, CODE, message, one.node, other.node)
            known = federation.types[one.name].sources
            if not any(other.kind is Kind.INTERFACE for other in known.values()):
                message = f'"{one.name}" is an @interfaceObject, but no subgraph defines it as an interface'
                yield error_in(subgraph, CODE, message, one.node)
