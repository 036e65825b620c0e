"""The way from a root type to a type over which the least must be allowed anew."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush

from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
)

Way = tuple[str, ...]
"""Fields, arguments and input fields, in the order in which they are passed."""


def cheapest_way(schema: GraphQLSchema, visible: frozenset[str], allowed: frozenset[str], type_name: str) -> Way:
    """Empty where no way leads there, or the type is a root: what is not allowed costs most, what is hidden some."""
    roots = [root.name for root in (schema.query_type, schema.mutation_type, schema.subscription_type) if root]
    waiting: list[tuple[int, int, Way, str]] = [(0, 0, (), name) for name in roots]
    passed: set[str] = set()
    while waiting:
        cost, length, way, name = heappop(waiting)
        if name == type_name:
            return way
        if name in passed:
            continue
        passed.add(name)
        for over, following in _leads_to(schema, schema.type_map[name]):
            new = [one for one in over if one not in way]
            price = sum(0 if one in visible else 1 if one in allowed else 1_000 for one in new)
            heappush(waiting, (cost + price, length + 1, (*way, *new), following))
    return ()


def _leads_to(schema: GraphQLSchema, type_: GraphQLNamedType) -> Iterator[tuple[Way, str]]:
    if isinstance(type_, GraphQLObjectType):
        for name, field in type_.fields.items():
            owner = f"{type_.name}.{name}"
            yield (owner,), get_named_type(field.type).name
            for argument, definition in field.args.items():
                yield (owner, f"{owner}({argument}:)"), get_named_type(definition.type).name
    elif isinstance(type_, GraphQLInputObjectType):
        for name, input_field in type_.fields.items():
            yield (f"{type_.name}.{name}",), get_named_type(input_field.type).name
    elif isinstance(type_, GraphQLInterfaceType | GraphQLUnionType):
        for possible in schema.get_possible_types(type_):
            yield (), possible.name
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        for interface in type_.interfaces:
            yield (), interface.name
