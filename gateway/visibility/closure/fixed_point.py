"""Applies the clauses one after the other until none changes anything."""

from __future__ import annotations

from collections.abc import Callable

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
)

from gateway.visibility.closure.inputs import without_unusable_inputs
from gateway.visibility.closure.interfaces import without_partial_interface_fields
from gateway.visibility.closure.objects import without_empty_types
from gateway.visibility.closure.output_enums import with_output_values
from gateway.visibility.closure.reachability import without_unreachable_types

Clause = Callable[[GraphQLSchema, frozenset[str]], frozenset[str]]


def close(schema: GraphQLSchema, allowed: frozenset[str]) -> frozenset[str]:
    """The visible coordinates, types included, of somebody who is allowed these object fields, arguments and values.

    Types that are empty go before interfaces are judged, because an implementation that is hidden whole takes no field
    from its interface. One may also go later, as nothing leads to it: then its interfaces are judged anew without it.
    It does not come back, and otherwise every clause only takes away, so an end is reached.
    """
    while True:
        closed = _closed(schema, allowed)
        left = allowed - _fields_of_hidden_implementations(schema, closed)
        if left == allowed:
            return closed
        allowed = left


def _closed(schema: GraphQLSchema, allowed: frozenset[str]) -> frozenset[str]:
    visible = with_output_values(schema, allowed) | _undecided(schema)
    closed = _until_nothing_changes(
        schema, visible, (_without_what_is_empty, without_partial_interface_fields, without_unreachable_types)
    )
    return _without_orphans(schema, closed)


def _fields_of_hidden_implementations(schema: GraphQLSchema, visible: frozenset[str]) -> frozenset[str]:
    return frozenset(
        f"{name}.{field}"
        for name, type_ in schema.type_map.items()
        if isinstance(type_, GraphQLObjectType) and type_.interfaces and name not in visible
        for field in type_.fields
    )


def _without_what_is_empty(schema: GraphQLSchema, visible: frozenset[str]) -> frozenset[str]:
    return _until_nothing_changes(schema, visible, (without_empty_types, without_unusable_inputs))


def _until_nothing_changes(
    schema: GraphQLSchema, visible: frozenset[str], clauses: tuple[Clause, ...]
) -> frozenset[str]:
    while True:
        smaller = visible
        for clause in clauses:
            smaller = clause(schema, smaller)
        if smaller == visible:
            return visible
        visible = smaller


def _undecided(schema: GraphQLSchema) -> frozenset[str]:
    """What rules never name: all types, and the fields of interfaces with their arguments."""
    found: set[str] = set()
    for name, type_ in schema.type_map.items():
        if is_introspection_type(type_):
            continue
        found.add(name)
        if isinstance(type_, GraphQLInterfaceType):
            for field_name, field in type_.fields.items():
                found.add(f"{name}.{field_name}")
                found |= {f"{name}.{field_name}({argument}:)" for argument in field.args}
    return frozenset(found)


def _without_orphans(schema: GraphQLSchema, visible: frozenset[str]) -> frozenset[str]:
    """Drops fields, arguments and values whose owner is gone, so that the set names what the schema shows."""
    kept = {name for name in visible if "." not in name}
    for type_name in tuple(kept):
        type_ = schema.type_map[type_name]
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in type_.fields.items():
                owner = f"{type_name}.{field_name}"
                if owner in visible:
                    kept.add(owner)
                    kept |= {argument for name in field.args if (argument := f"{owner}({name}:)") in visible}
        elif isinstance(type_, GraphQLInputObjectType):
            kept |= {member for name in type_.fields if (member := f"{type_name}.{name}") in visible}
        elif isinstance(type_, GraphQLEnumType):
            kept |= {member for name in type_.values if (member := f"{type_name}.{name}") in visible}
    return frozenset(kept)
