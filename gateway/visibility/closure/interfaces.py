"""Clause (a): a field of an interface is visible when it is visible on every visible implementation.

Otherwise one could ask for it on the interface and get it from the type that hides it.
"""

from __future__ import annotations

from graphql import GraphQLInterfaceType, GraphQLSchema


def without_partial_interface_fields(schema: GraphQLSchema, visible: frozenset[str]) -> frozenset[str]:
    """Takes interface fields and arguments away that some visible implementation does not show."""
    hidden: set[str] = set()
    for type_ in schema.type_map.values():
        if not isinstance(type_, GraphQLInterfaceType) or type_.name not in visible:
            continue
        implementations = schema.get_implementations(type_)
        names = [one.name for one in (*implementations.objects, *implementations.interfaces) if one.name in visible]
        for field_name, field in type_.fields.items():
            for element in (field_name, *(f"{field_name}({argument}:)" for argument in field.args)):
                if any(f"{name}.{element}" not in visible for name in names):
                    hidden.add(f"{type_.name}.{element}")
    return visible - hidden
