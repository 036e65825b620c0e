"""Supergraph SDL -> tables. Every name of the join specification is resolved through the document's link table."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from graphql import (
    DocumentNode,
    EnumTypeDefinitionNode,
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    Lexer,
    Source,
    Token,
    UnionTypeDefinitionNode,
    build_ast_schema,
)
from graphql.language.parser import Parser

from gateway.errors import ConfigurationError
from gateway.supergraph.contexts import CompositeNode, Contexts
from gateway.supergraph.costs import read_costs
from gateway.supergraph.federation_1 import Federation1
from gateway.supergraph.field_sets import FieldSets
from gateway.supergraph.fields import FieldReader
from gateway.supergraph.links import LinkTable, read_links
from gateway.supergraph.members import Members
from gateway.supergraph.public import public_schema
from gateway.supergraph.rows import JoinRows, Row
from gateway.supergraph.tables import Key, Moving, SubgraphField, SubgraphInfo, SubgraphType, Supergraph

HUGE = 1_000_000
"""Characters of an SDL."""


def read_supergraph(sdl: str, *, aside: bool = False) -> Supergraph:
    """Reads a supergraph of join v0.1 to v0.5; raises ConfigurationError that says what cannot be served.

    `aside`: in a thread beside others, who must not be held up; whoever reads then sees to the garbage collector.
    """
    if aside:
        return _read(sdl)
    with _collector_at_rest(is_huge=len(sdl) >= HUGE):
        return _read(sdl)


@contextmanager
def _collector_at_rest(*, is_huge: bool) -> Iterator[None]:
    """Reading makes many objects and hardly any garbage; to look for it over and over would take as long as reading.

    Freezing and unfreezing hands what was made to the oldest generation unseen. Left among the young it would all be
    walked at the next allocation, which is worth avoiding where it is much: what comes to the old unseen is not counted
    towards their next walk.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if is_huge:
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _read(sdl: str) -> Supergraph:
    try:
        document = _parsed(sdl)
    except GraphQLError as error:
        raise ConfigurationError(f"supergraph: cannot be parsed: {error}") from error
    links = read_links(document)
    try:
        schema = build_ast_schema(document, assume_valid_sdl=True)
    except TypeError as error:
        raise ConfigurationError(f"supergraph: is no schema: {error}") from error
    reader = _Reader(document, links, schema)
    types = reader.types()
    return Supergraph(
        sdl=sdl,
        schema=schema,
        public_schema=public_schema(document, links),
        subgraphs={info.name: info for info in reader.graphs.values()},
        types=types,
        possible=reader.possible,
        moving=tuple(reader.moving),
        costs=read_costs(document, links),
        interface_objects=frozenset(
            name
            for name, known in types.items()
            if any(one.is_interface_object and one.entity_name == name for one in known.values())
        ),
    )


def _parsed(sdl: str) -> DocumentNode:
    """The tokens of a document are chained in both directions: untied they are gone at once, and not searched for."""
    source = Source(sdl)
    lexer = Lexer(source)
    document = Parser(source, lexer=lexer, no_location=True).parse_document()
    token: Token | None = lexer.token
    while token is not None:
        token.next, token = None, token.prev
    return document


class _Reader:
    """Reads one document; lives for one call."""

    def __init__(self, document: DocumentNode, links: LinkTable, schema: GraphQLSchema) -> None:
        join = links.features["join"]
        self.rows = JoinRows(join)
        self.possible = _possible_types(schema)
        self.graphs = self._graphs(document, join.type_name("Graph"))
        self.nodes: dict[str, CompositeNode] = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, CompositeNode) and not links.owns_type(node.name.value)
        }
        self.heads = {name: self.rows.read(node.directives) for name, node in self.nodes.items()}
        self.field_sets = FieldSets(schema, self.possible)
        contexts = Contexts(self.nodes.values(), links.directive("context", "context"), self.field_sets)
        self.fields = FieldReader(self.graphs, self.field_sets, contexts)
        before_v02 = join.version < (0, 2)
        self.federation_1 = (
            Federation1(self.nodes, self.heads, self.rows, self.graphs, self.field_sets) if before_v02 else None
        )
        self.homes = {name: self._homes(name) for name in self.nodes}
        self.members = Members(self.nodes, self.heads, self.homes, self.possible, says_implements=not before_v02)
        self.moving: list[Moving] = []

    def types(self) -> dict[str, dict[str, SubgraphType]]:
        types = {name: self._subgraph_types(name, node) for name, node in self.nodes.items()}
        for name in self.nodes:
            for subgraph, known in types[name].items():
                if known.is_interface_object:
                    for implementation in self.possible[name]:
                        seen_as = replace(known, name=implementation, possible=frozenset([implementation]))
                        types[implementation].setdefault(subgraph, seen_as)
                        self._move_along(name, subgraph, implementation)
        return types

    def _move_along(self, interface: str, subgraph: str, implementation: str) -> None:
        """A field of an interface object moves for the implementations as well."""
        self.moving += [
            replace(one, type_name=implementation)
            for one in self.moving
            if (one.type_name, one.subgraph) == (interface, subgraph)
        ]

    def _graphs(self, document: DocumentNode, enum_name: str) -> dict[str, SubgraphInfo]:
        for node in document.definitions:
            if isinstance(node, EnumTypeDefinitionNode) and node.name.value == enum_name:
                return {value.name.value: self._graph(value) for value in node.values or ()}
        raise ConfigurationError(f"supergraph: the enum {enum_name} with the subgraphs is missing")

    def _graph(self, value: EnumValueDefinitionNode) -> SubgraphInfo:
        for row in self.rows.read(value.directives).get("graph", []):
            return SubgraphInfo(name=row["name"], url=row.get("url") or "")
        raise ConfigurationError(f"supergraph: {value.name.value} does not say which subgraph it is")

    def _homes(self, name: str) -> dict[str, list[Row]]:
        """The graphs a type exists in, each with its rows: one for each key."""
        rows = self.heads[name].get("type", []) if self.federation_1 is None else self.federation_1.type_rows(name)
        homes: dict[str, list[Row]] = {}
        for row in rows:
            if row["graph"] not in self.graphs:
                raise ConfigurationError(f"supergraph: type {name} names the unknown subgraph {row['graph']}")
            homes.setdefault(row["graph"], []).append(row)
            if row.get("extension") and "key" in row:
                self.fields.note_extension(name, row["key"], row["graph"])
        return homes

    def _subgraph_types(self, name: str, node: CompositeNode) -> dict[str, SubgraphType]:
        homes = self.homes[name]
        fields: dict[str, dict[str, SubgraphField]] = {graph: {} for graph in homes}
        for field in () if isinstance(node, UnionTypeDefinitionNode) else node.fields or ():
            for copy in self.fields.copies(name, field, self._field_rows(name, field), homes):
                if copy.label is not None:
                    moving = Moving(name, self.graphs[copy.graph].name, copy.field, copy.label, copy.when_active)
                    self.moving.append(moving)
                if not copy.when_active:
                    fields[copy.graph][copy.field.name] = copy.field
        return {self.graphs[graph].name: self._subgraph_type(node, graph, fields[graph]) for graph in homes}

    def _field_rows(self, name: str, field: FieldDefinitionNode) -> list[Row]:
        if self.federation_1 is not None:
            return self.federation_1.field_rows(name, field.name.value)
        return self.rows.read(field.directives).get("field", [])

    def _subgraph_type(self, node: CompositeNode, graph: str, fields: dict[str, SubgraphField]) -> SubgraphType:
        name = node.name.value
        rows = self.homes[name][graph]
        keys = tuple(
            Key(
                text=row["key"],
                selections=self.field_sets.parse(name, row["key"], f"@key of {name} in {graph}"),
                resolvable=row.get("resolvable", True),
            )
            for row in rows
            if row.get("key")
        )
        is_interface_object = any(row.get("isInterfaceObject", False) for row in rows)
        return SubgraphType(
            name=name,
            keys=keys,
            fields=fields,
            possible=frozenset([name]) if is_interface_object else self.members.of(node, graph),
            entity_name=name,
            is_interface_object=is_interface_object,
        )


def _possible_types(schema: GraphQLSchema) -> dict[str, frozenset[str]]:
    possible: dict[str, frozenset[str]] = {}
    for name, kind in schema.type_map.items():
        if isinstance(kind, GraphQLObjectType):
            possible[name] = frozenset([name])
        elif isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            possible[name] = frozenset(one.name for one in schema.get_possible_types(kind))
    return possible
