"""The frozen tables of a supergraph: what each subgraph knows of each type, and under which conditions.

Source: specs.apollo.dev/join/v0.3 to v0.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import GraphQLSchema

from gateway.model.operation import Selection


@dataclass(frozen=True, slots=True)
class SubgraphInfo:
    """`name` is the human name used in errors, settings and headers; `url` may be empty."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an entity. One that is not resolvable can be produced by the subgraph but not be entered by."""

    text: str
    selections: tuple[Selection, ...]
    resolvable: bool


@dataclass(frozen=True, slots=True)
class SubgraphField:
    """A field as one subgraph declares it; `type_text` like `[User!]!`, `type_name` the named type in it."""

    name: str
    type_text: str
    type_name: str
    external: bool = False
    requires: tuple[Selection, ...] = ()
    provides: tuple[Selection, ...] = ()


@dataclass(frozen=True, slots=True)
class SubgraphType:
    """A type as one subgraph knows it; `possible` are the object types that a position of this type can hold there.

    `entity_name` is what it is called in a representation: for an implementation that a subgraph knows only through an
    interface object, the name of the interface. An interface object itself is its own only possible type.
    """

    name: str
    keys: tuple[Key, ...]
    fields: Mapping[str, SubgraphField]
    possible: frozenset[str]
    entity_name: str
    is_interface_object: bool = False


@dataclass(frozen=True, slots=True)
class Supergraph:
    """Everything planning asks.

    `schema` is the whole merged schema, hidden elements included; `public_schema` is what clients may use.
    `types` maps type name -> subgraph name -> that subgraph's view of it. `possible` maps each composite type of the
    whole schema to its object types.
    """

    sdl: str = field(repr=False)
    schema: GraphQLSchema = field(repr=False)
    public_schema: GraphQLSchema = field(repr=False)
    subgraphs: Mapping[str, SubgraphInfo]
    types: Mapping[str, Mapping[str, SubgraphType]] = field(repr=False)
    possible: Mapping[str, frozenset[str]] = field(repr=False)

    def is_abstract(self, type_name: str) -> bool:
        return self.possible[type_name] != frozenset([type_name])
