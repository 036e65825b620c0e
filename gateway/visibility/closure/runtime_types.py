"""Clause (e): an object whose runtime type is hidden is answered as `null`, like an unknown id.

So where an abstract type is only partly visible, what may hold such an object must be nullable, list elements too.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
)


def fields_without_room_for_null(schema: GraphQLSchema, visible: frozenset[str]) -> Iterator[str]:
    """Visible fields that return a partly visible abstract type and could not answer `null` for a hidden object."""
    for type_ in schema.type_map.values():
        if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            continue
        for name, field in type_.fields.items():
            coordinate = f"{type_.name}.{name}"
            if coordinate not in visible or not isinstance(_element(field.type), GraphQLNonNull):
                continue
            named = get_named_type(field.type)
            if is_abstract_type(named) and any(one.name not in visible for one in schema.get_possible_types(named)):
                yield coordinate


def _element(type_: GraphQLOutputType) -> GraphQLOutputType:
    """What stands in the innermost list, or the type itself where there is no list."""
    inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    return _element(inner.of_type) if isinstance(inner, GraphQLList) else type_
