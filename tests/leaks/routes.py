"""The shortest way from a root to every type, through what a viewer sees as far as that leads."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass

from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema, get_named_type

HIDDEN_STEP = 1_000
"""A step through something hidden counts like so many visible ones."""


@dataclass(frozen=True, slots=True)
class Route:
    """`fields` are pairs of type and field, from the root type of `operation` on."""

    operation: str
    fields: tuple[tuple[str, str], ...] = ()


def routes(schema: GraphQLSchema, visible: frozenset[str], operations: tuple[str, ...] = ()) -> Mapping[str, Route]:
    """By the name of the type they lead to; `operations` are those to begin with, by default all."""
    roots = {"query": schema.query_type, "mutation": schema.mutation_type, "subscription": schema.subscription_type}
    found: dict[str, Route] = {}
    waiting: list[tuple[int, int, str, Route]] = []
    for number, (operation, root) in enumerate(roots.items()):
        if root is not None and (not operations or operation in operations):
            cost = number + (0 if root.name in visible else HIDDEN_STEP)
            heapq.heappush(waiting, (cost, number, root.name, Route(operation)))
    count = len(waiting)
    while waiting:
        cost, _, name, route = heapq.heappop(waiting)
        if name in found:
            continue
        found[name] = route
        type_ = schema.type_map[name]
        if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            continue
        for field_name, field in type_.fields.items():
            step = 1 if f"{name}.{field_name}" in visible else HIDDEN_STEP
            below = Route(route.operation, (*route.fields, (name, field_name)))
            count += 1
            heapq.heappush(waiting, (cost + step, count, get_named_type(field.type).name, below))
    return found
