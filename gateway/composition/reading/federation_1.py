"""Reads a federation 1 subgraph as what it would say in federation 2.

There, fields are shared without saying so, and an external field that nothing uses is tolerated.
"""

from __future__ import annotations

from dataclasses import replace

from gateway.composition.subgraph import Application, Field, Kind, Subgraph, Type
from gateway.composition.usage import Usage, usage_of


def upgraded(subgraph: Subgraph) -> Subgraph:
    """The same subgraph with the marks of federation 2."""
    usage = usage_of(subgraph)
    return replace(subgraph, types={name: _type(one, usage) for name, one in subgraph.types.items()})


def _type(one: Type, usage: Usage) -> Type:
    if one.kind is not Kind.OBJECT:
        return one
    used = {
        name: field
        for name, field in one.fields.items()
        if not field.is_external or (one.name, field.name) in usage.all
    }
    return replace(one, fields={name: _shared(one, field) for name, field in used.items()})


def _shared(one: Type, field: Field) -> Field:
    if field.is_external or one.name == "Subscription":
        return field
    return replace(field, directives=(*field.directives, Application("shareable", {}, True, field.node)))
