"""Everything that a rule may name, in one fixed order: the bit positions of compiled sets.

Coordinates are those of the GraphQL specification, section 3.14 (RFC "schema coordinates"). Fields of interfaces are
not among them, they follow their implementations. Beside the schema stand the operations on the policies themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
)

from gateway.visibility.rules import Action

NO_OPERATIONS: Mapping[str, Action] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Coordinates:
    """`fields` are object fields with their arguments' coordinates; `values` are input fields and enum values.

    `operations` are paths of the administration, which no schema shows.
    """

    names: tuple[str, ...]
    positions: Mapping[str, int]
    fields: Mapping[str, tuple[str, ...]]
    values: frozenset[str]
    operations: frozenset[str]
    actions: Mapping[str, Action]

    def bits(self, names: Iterable[str]) -> int:
        """The set of these coordinates; every name must be known."""
        found = 0
        for name in names:
            found |= 1 << self.positions[name]
        return found

    def named(self, bits: int) -> frozenset[str]:
        """The coordinates of a set."""
        return frozenset(name for position, name in enumerate(self.names) if bits >> position & 1)


def coordinates_of(schema: GraphQLSchema, operations: Mapping[str, Action] = NO_OPERATIONS) -> Coordinates:
    """Reads the coordinates of a public schema; two readings of one schema are equal."""
    root_actions = {
        root.name: action
        for root, action in ((schema.mutation_type, Action.CALL), (schema.subscription_type, Action.SUBSCRIBE))
        if root
    }
    fields: dict[str, tuple[str, ...]] = {}
    values: list[str] = []
    actions: dict[str, Action] = {}
    for type_ in _types(schema):
        if isinstance(type_, GraphQLObjectType):
            for name, field in type_.fields.items():
                owner = f"{type_.name}.{name}"
                fields[owner] = tuple(f"{owner}({argument}:)" for argument in sorted(field.args))
                for coordinate in (owner, *fields[owner]):
                    actions[coordinate] = root_actions.get(type_.name, Action.READ)
        elif isinstance(type_, GraphQLInputObjectType):
            values += [f"{type_.name}.{name}" for name in type_.fields]
        elif isinstance(type_, GraphQLEnumType):
            values += [f"{type_.name}.{name}" for name in type_.values]
    actions |= {**dict.fromkeys(values, Action.READ), **operations}
    names = tuple(sorted(actions))
    positions = {name: position for position, name in enumerate(names)}
    return Coordinates(names, positions, fields, frozenset(values), frozenset(operations), actions)


def _types(schema: GraphQLSchema) -> Iterator[GraphQLNamedType]:
    return (type_ for type_ in schema.type_map.values() if not is_introspection_type(type_))
