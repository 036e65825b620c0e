"""Takes `@external` from the keys of extended entities: since federation 1 it says there only whose entity it is."""

from __future__ import annotations

from dataclasses import replace

from gateway.composition.subgraph import Kind, Subgraph, Type
from gateway.composition.usage import Usage, usage_of


def with_own_keys(subgraph: Subgraph) -> Subgraph:
    """The same subgraph, in which an extended entity has the fields of its keys itself."""
    usage = usage_of(subgraph)
    return replace(subgraph, types={name: _type(one, usage) for name, one in subgraph.types.items()})


def _type(one: Type, usage: Usage) -> Type:
    if one.kind is not Kind.OBJECT or not one.is_extension:
        return one
    fields = {
        name: replace(field, directives=tuple(each for each in field.directives if each.name != "external"))
        if (one.name, name) in usage.keys
        else field
        for name, field in one.fields.items()
    }
    return replace(one, fields=fields)
