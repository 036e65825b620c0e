"""A manifest that asks for every public coordinate once: with what stands beside it, deferred, and in events.

The documents are written with the place of the name left open, where the name of the coordinate stands in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    parse,
    validate,
)

from tests.kit.visible_parts import all_coordinates
from tests.leaks.asking import WORD
from tests.leaks.coordinates import Coordinate, Kind
from tests.leaks.places import Places
from tests.leaks.routes import Route, routes
from tests.leaks.samples import arguments

PLAIN, DEFERRED, EVENTS, BY_VARIABLE = "grid:", "grid-deferred:", "grid-events:", "grid-variable:"
ROOTS = frozenset({"Query", "Mutation", "Subscription"})


def leaves(schema: GraphQLSchema, type_name: str, *, but: str = "") -> Iterator[str]:
    """The fields without anything below them or required for them, of an object type."""
    type_ = schema.type_map[type_name]
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        for name, one in type_.fields.items():
            is_bare = is_leaf_type(get_named_type(one.type)) and not any(map(is_required_argument, one.args.values()))
            if is_bare and name != but:
                yield name


def declaring(variables: str, document: str) -> str:
    """The same document with variables."""
    operation, _, rest = document.partition("{")
    return f"{operation.strip() or 'query'}({variables}) {{{rest}"


@dataclass
class Manifest:
    """The documents by id."""

    schema: GraphQLSchema
    places: Places

    def documents(self, coordinates: Iterator[Coordinate]) -> dict[str, str]:
        return {
            key: text
            for one in coordinates
            for key, text in self._asking_for(one)
            if not validate(self.schema, parse(text.replace(WORD, one.name)))
        }

    def _asking_for(self, one: Coordinate) -> Iterator[tuple[str, str]]:
        where = self._selection(one)
        if where is None:
            return
        owner, selection = where
        beside = leaves(self.schema, owner, but=selection.replace(WORD, one.name).partition("(")[0].split()[0])
        beside_it = "" if owner in ROOTS else f"__typename {' '.join(beside)}"
        route = self._anywhere.get(owner)
        if route is not None:
            yield f"{PLAIN}{one}", self.places.within(route, f"{beside_it} {selection}")
            if route.operation == "query":
                deferred = f"{beside_it} ... on {owner} @defer {{ {selection} }}"
                yield f"{DEFERRED}{one}", self.places.within(route, deferred)
            place = self.places.of(one)
            if one.kind in (Kind.INPUT_FIELD, Kind.ENUM_VALUE) and place.by_variable:
                document = self.places.within(route, f"{beside_it} {place.by_variable}")
                yield f"{BY_VARIABLE}{one}", declaring(f"$v: {place.value_type}", document)
        if owner in self._in_events and owner != "Subscription":
            yield f"{EVENTS}{one}", self.places.within(self._in_events[owner], f"{beside_it} {selection}")

    @cached_property
    def _anywhere(self) -> Mapping[str, Route]:
        return routes(self.schema, frozenset(all_coordinates(self.schema)))

    @cached_property
    def _in_events(self) -> Mapping[str, Route]:
        return routes(self.schema, frozenset(all_coordinates(self.schema)), ("subscription",))

    def _selection(self, one: Coordinate) -> tuple[str, str] | None:
        if one.kind is Kind.FIELD:
            definition = self.places.definition(one.owner, one.name)
            return one.owner, f"{WORD}{arguments(definition)}{self._leaves_of(get_named_type(definition.type))}"
        if one.kind in (Kind.ARGUMENT, Kind.INPUT_FIELD, Kind.ENUM_VALUE):
            place = self.places.of(one)
            return place.owner, place.selection
        type_ = self.schema.type_map.get(one.name)
        if isinstance(type_, GraphQLObjectType) and one.name not in ROOTS:
            return one.name, f"... on {WORD}{self._leaves_of(type_)}"
        if isinstance(type_, GraphQLInputObjectType):
            use = self.places.uses[one.name]
            definition = self.places.definition(use.owner, use.field)
            return use.owner, f"{use.field}{arguments(definition)}{self._leaves_of(get_named_type(definition.type))}"
        return next(self._returning(one.name), None)

    def _returning(self, type_name: str) -> Iterator[tuple[str, str]]:
        """The fields of this enum or scalar."""
        for type_ in self.schema.type_map.values():
            if isinstance(type_, GraphQLObjectType):
                for name, one in type_.fields.items():
                    if get_named_type(one.type).name == type_name and not one.args:
                        yield type_.name, name

    def _leaves_of(self, type_: GraphQLNamedType) -> str:
        if is_leaf_type(type_):
            return ""
        return f" {{ __typename {' '.join(leaves(self.schema, type_.name))} }}"
