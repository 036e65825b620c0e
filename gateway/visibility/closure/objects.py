"""Clause (b), first half: a type without a visible part is hidden, and what returns it with it.

Objects and interfaces need a visible field, unions and interfaces a visible object behind them.
"""

from __future__ import annotations

from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
)


def without_empty_types(schema: GraphQLSchema, visible: frozenset[str]) -> frozenset[str]:
    """Takes empty types away, then the fields that return a hidden type."""
    empty = {
        name
        for name in visible
        if "." not in name and schema.type_map[name] is not schema.query_type and _is_empty(schema, name, visible)
    }
    left = visible - empty
    pointless: set[str] = set()
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in type_.fields.items():
                if get_named_type(field.type).name not in left:
                    pointless.add(f"{type_.name}.{field_name}")
    return left - pointless


def _is_empty(schema: GraphQLSchema, name: str, visible: frozenset[str]) -> bool:
    type_ = schema.type_map[name]
    if isinstance(type_, GraphQLObjectType):
        return not any(f"{name}.{field}" in visible for field in type_.fields)
    if isinstance(type_, GraphQLInterfaceType):
        shown = any(f"{name}.{field}" in visible for field in type_.fields)
        return not shown or not any(one.name in visible for one in schema.get_implementations(type_).objects)
    if isinstance(type_, GraphQLUnionType):
        return not any(one.name in visible for one in type_.types)
    return False
