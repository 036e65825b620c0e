"""Visible schemas for tests: the whole public schema without some coordinates."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
)

from gateway.model.visible import VisibleSchema


def without(schema: GraphQLSchema, *hidden: str) -> VisibleSchema:
    """Everything but the hidden coordinates and what stands below them. The schema itself is not pruned."""
    coordinates = frozenset(
        one
        for one in all_coordinates(schema)
        if not any(one == gone or one.startswith((f"{gone}.", f"{gone}(")) for gone in hidden)
    )
    return VisibleSchema(id="-".join(hidden), schema=schema, coordinates=coordinates)


def all_coordinates(schema: GraphQLSchema) -> Iterator[str]:
    for name, kind in schema.type_map.items():
        yield name
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in kind.fields.items():
                yield f"{name}.{field_name}"
                yield from (f"{name}.{field_name}({argument}:)" for argument in field.args)
        elif isinstance(kind, GraphQLInputObjectType):
            yield from (f"{name}.{field_name}" for field_name in kind.fields)
        elif isinstance(kind, GraphQLEnumType):
            yield from (f"{name}.{value}" for value in kind.values)
