"""Visible schemas of one public schema share the types that are the same in them.

What a pruned type is made of depends on no more than which of the coordinates are visible that it leads to, its own
included, and those that its texts name. So a type is known by its name and that part of what is visible. Most lead
to few others: viewers who differ in a few fields share nearly everything but the types above these fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from threading import Lock
from weakref import WeakValueDictionary

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_introspection_type,
)

from gateway.visibility.closure.texts import mentions

TypeKey = tuple[str, int]
"""The name of a type, and what is visible of all it leads to."""


class SharedTypes:
    """The pruned types that some visible schema is made of now; one that no schema uses any more is forgotten.

    Whoever builds a schema holds `building`: two who built at once would make two types where one belongs.
    """

    def __init__(self, schema: GraphQLSchema) -> None:
        types = {name: one for name, one in schema.type_map.items() if not is_introspection_type(one)}
        own = {name: frozenset((name, *_members(schema, one))) for name, one in types.items()}
        self._names = {name: name for name in sorted(frozenset().union(*own.values()))}
        self._positions = {name: at for at, name in enumerate(self._names)}
        leads = {name: {one for one in _leads_to(type_) if one in types} for name, type_ in types.items()}
        self._reach = {name: self._bits(_below(name, leads, own)) for name in types}
        self.building = Lock()
        self.known: WeakValueDictionary[TypeKey, GraphQLNamedType] = WeakValueDictionary()

    def keys(self, visible: frozenset[str]) -> Mapping[str, TypeKey]:
        """The key of each type, for those who see this."""
        bits = self._bits(visible)
        return {name: (name, bits & reach) for name, reach in self._reach.items()}

    def names(self, visible: frozenset[str]) -> frozenset[str]:
        """The same in strings that all share."""
        return frozenset(self._names.get(name, name) for name in visible)

    def _bits(self, names: Iterable[str]) -> int:
        found = bytearray(len(self._positions) // 8 + 1)
        for name in names:
            at = self._positions.get(name)
            if at is not None:
                found[at >> 3] |= 1 << (at & 7)
        return int.from_bytes(found, "little")


def _below(start: str, leads: Mapping[str, Iterable[str]], own: Mapping[str, frozenset[str]]) -> set[str]:
    found, waiting, seen = set(own[start]), [start], {start}
    while waiting:
        for name in leads[waiting.pop()]:
            if name not in seen:
                seen.add(name)
                waiting.append(name)
                found |= own[name]
    return found


def _members(schema: GraphQLSchema, type_: GraphQLNamedType) -> Iterator[str]:
    """Everything that is in a type, and what its texts name."""
    yield from mentions(schema, type_.description)
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType | GraphQLEnumType):
        members = type_.values if isinstance(type_, GraphQLEnumType) else type_.fields
        for name, member in members.items():
            coordinate = f"{type_.name}.{name}"
            yield coordinate
            for argument_name, argument in getattr(member, "args", {}).items():
                yield f"{coordinate}({argument_name}:)"
                yield from _texts(schema, argument)
            yield from _texts(schema, member)


def _texts(schema: GraphQLSchema, element: object) -> Iterator[str]:
    yield from mentions(schema, getattr(element, "description", None))
    yield from mentions(schema, getattr(element, "deprecation_reason", None))


def _leads_to(type_: GraphQLNamedType) -> Iterator[str]:
    """The types that a type names: those of its fields and arguments, its interfaces, its members."""
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
        for field in type_.fields.values():
            yield get_named_type(field.type).name
            for argument in getattr(field, "args", {}).values():
                yield get_named_type(argument.type).name
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        yield from (one.name for one in type_.interfaces)
    elif isinstance(type_, GraphQLUnionType):
        yield from (one.name for one in type_.types)
