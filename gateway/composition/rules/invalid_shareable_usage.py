"""INVALID_SHAREABLE_USAGE: only fields of objects can be shared, and saying so once for a declaration is enough."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import FieldDefinitionNode

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Kind
from gateway.composition.wording import error_in


def invalid_shareable_usage(federation: Federation) -> Iterator[CompositionError]:
    for subgraph in federation.subgraphs.values():
        for one, field in subgraph.fields():
            marks = [
                mark
                for mark in field.applications("shareable")
                if isinstance(field.node, FieldDefinitionNode) and mark.node in (field.node.directives or ())
            ]
            coordinate = f"{one.name}.{field.name}"
            if one.kind is Kind.INTERFACE and field.has("shareable"):
                message = f'interface field "{coordinate}" is marked @shareable; mark the fields that implement it'
                yield error_in(subgraph, "INVALID_SHAREABLE_USAGE", message, field.node)
            if len(marks) > 1:
                message = f'"{coordinate}" is marked @shareable more than once'
                yield error_in(subgraph, "INVALID_SHAREABLE_USAGE", message, field.node)
