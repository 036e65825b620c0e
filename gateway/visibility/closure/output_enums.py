"""Clause (d): enum values can be hidden only in enums that are used for input alone.

A value that an answer may hold has to stay in the schema, or the answer could not be read; hide the field instead.
"""

from __future__ import annotations

from graphql import GraphQLEnumType, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema, get_named_type


def with_output_values(schema: GraphQLSchema, allowed: frozenset[str]) -> frozenset[str]:
    """Adds the values of all enums that some field of the schema returns."""
    return allowed | {f"{enum.name}.{value}" for enum in output_enums(schema) for value in enum.values}


def output_enums(schema: GraphQLSchema) -> frozenset[GraphQLEnumType]:
    """The enums that some field of the schema returns."""
    returned = (
        get_named_type(field.type)
        for type_ in schema.type_map.values()
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)
        for field in type_.fields.values()
    )
    return frozenset(type_ for type_ in returned if isinstance(type_, GraphQLEnumType))
