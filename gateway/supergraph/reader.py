"""Supergraph SDL -> tables. Every name of the join specification is resolved through the document's link table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from graphql import (
    ConstDirectiveNode,
    DocumentNode,
    EnumTypeDefinitionNode,
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InterfaceTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    UnionTypeDefinitionNode,
    build_ast_schema,
    parse,
    parse_type,
    print_ast,
    value_from_ast_untyped,
)
from graphql.language import NamedTypeNode, TypeNode

from gateway.errors import ConfigurationError
from gateway.supergraph.field_sets import parse_field_set
from gateway.supergraph.links import LinkTable, read_links
from gateway.supergraph.public import public_schema
from gateway.supergraph.tables import Key, SubgraphField, SubgraphInfo, SubgraphType, Supergraph

CompositeNode = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode | UnionTypeDefinitionNode
Row = Mapping[str, Any]


def read_supergraph(sdl: str) -> Supergraph:
    """Reads a supergraph of join v0.1 to v0.5; raises ConfigurationError that says what cannot be served."""
    try:
        document = parse(sdl, no_location=True)
    except GraphQLError as error:
        raise ConfigurationError(f"supergraph: cannot be parsed: {error}") from error
    links = read_links(document)
    try:
        schema = build_ast_schema(document, assume_valid_sdl=True)
    except TypeError as error:
        raise ConfigurationError(f"supergraph: is no schema: {error}") from error
    reader = _Reader(document, links, schema)
    return Supergraph(
        sdl=sdl,
        schema=schema,
        public_schema=public_schema(document, links),
        subgraphs={info.name: info for info in reader.graphs.values()},
        types=reader.types(),
        possible=reader.possible,
    )


class _Reader:
    """Reads one document; lives for one call."""

    def __init__(self, document: DocumentNode, links: LinkTable, schema: GraphQLSchema) -> None:
        self.join = links.features["join"]
        self.schema = schema
        self.document = document
        self.possible = _possible_types(schema)
        self.graphs = self._graphs()
        self.nodes: dict[str, CompositeNode] = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, CompositeNode) and not links.owns_type(node.name.value)
        }
        self.home = {name: self._homes(node) for name, node in self.nodes.items()}

    def types(self) -> dict[str, dict[str, SubgraphType]]:
        types = {
            name: {self.graphs[graph].name: self._subgraph_type(node, graph) for graph in self.home[name]}
            for name, node in self.nodes.items()
        }
        for name in self.nodes:
            for subgraph, known in types[name].items():
                if known.is_interface_object:
                    for implementation in self.possible[name]:
                        seen_as = replace(known, name=implementation, possible=frozenset([implementation]))
                        types[implementation].setdefault(subgraph, seen_as)
        return types

    def _graphs(self) -> dict[str, SubgraphInfo]:
        enum_name = self.join.type_name("Graph")
        for node in self.document.definitions:
            if isinstance(node, EnumTypeDefinitionNode) and node.name.value == enum_name:
                return {value.name.value: self._graph(value) for value in node.values or ()}
        raise ConfigurationError(f"supergraph: the enum {enum_name} with the subgraphs is missing")

    def _graph(self, value: EnumValueDefinitionNode) -> SubgraphInfo:
        for row in self._rows(value.directives, "graph"):
            return SubgraphInfo(name=row["name"], url=row.get("url") or "")
        raise ConfigurationError(f"supergraph: {value.name.value} does not say which subgraph it is")

    def _rows(self, directives: Iterable[ConstDirectiveNode] | None, element: str) -> list[Row]:
        name = self.join.directive(element)
        return [
            {argument.name.value: value_from_ast_untyped(argument.value) for argument in directive.arguments or ()}
            for directive in directives or ()
            if directive.name.value == name
        ]

    def _homes(self, node: CompositeNode) -> list[str]:
        """The graphs a type exists in; before v0.2 a type without rows is a value type of every graph."""
        rows = self._rows(node.directives, "type")
        graphs = list(dict.fromkeys(row["graph"] for row in rows))
        unknown = [graph for graph in graphs if graph not in self.graphs]
        if unknown:
            raise ConfigurationError(f"supergraph: type {node.name.value} names the unknown subgraph {unknown[0]}")
        return graphs or (list(self.graphs) if self.join.version < (0, 2) else [])

    def _subgraph_type(self, node: CompositeNode, graph: str) -> SubgraphType:
        name = node.name.value
        rows = [row for row in self._rows(node.directives, "type") if row["graph"] == graph]
        keys = tuple(
            Key(
                text=row["key"],
                selections=parse_field_set(self.schema, self.possible, name, row["key"], f"@key of {name} in {graph}"),
                resolvable=row.get("resolvable", True),
            )
            for row in rows
            if row.get("key")
        )
        fields: dict[str, SubgraphField] = {}
        if not isinstance(node, UnionTypeDefinitionNode):
            for field in node.fields or ():
                known = self._subgraph_field(node, field, graph)
                if known is not None:
                    fields[known.name] = known
        is_interface_object = any(row.get("isInterfaceObject", False) for row in rows)
        return SubgraphType(
            name=name,
            keys=keys,
            fields=fields,
            possible=frozenset([name]) if is_interface_object else self._possible_in(node, graph),
            entity_name=name,
            is_interface_object=is_interface_object,
        )

    def _subgraph_field(self, node: CompositeNode, field: FieldDefinitionNode, graph: str) -> SubgraphField | None:
        name = field.name.value
        rows = self._rows(field.directives, "field")
        row: Row = {}
        if rows:
            mine = [one for one in rows if one.get("graph") == graph]
            if not mine:
                return None
            row = mine[0]
            if row.get("overrideLabel") and row.get("override"):
                return None  # a progressive override whose label is not active: the other graph answers
        elif self._owner(node) not in (None, graph):
            return None  # join v0.1: fields without a row live with the owner
        type_node: TypeNode = parse_type(row["type"], no_location=True) if row.get("type") else field.type
        type_name = _named(type_node)
        place = f"{node.name.value}.{name} in {graph}"

        def field_set(argument: str, on: str) -> Any:
            text = row.get(argument)
            return parse_field_set(self.schema, self.possible, on, text, f"@{argument} of {place}") if text else ()

        return SubgraphField(
            name=name,
            type_text=print_ast(type_node),
            type_name=type_name,
            external=bool(row.get("external") or row.get("usedOverridden")),
            requires=field_set("requires", node.name.value),
            provides=field_set("provides", type_name),
        )

    def _owner(self, node: CompositeNode) -> str | None:
        rows = self._rows(node.directives, "owner") if self.join.version < (0, 2) else []
        return rows[0]["graph"] if rows else None

    def _possible_in(self, node: CompositeNode, graph: str) -> frozenset[str]:
        if isinstance(node, ObjectTypeDefinitionNode):
            return frozenset([node.name.value])
        if isinstance(node, UnionTypeDefinitionNode):
            rows = self._rows(node.directives, "unionMember")
            if rows:
                return frozenset(row["member"] for row in rows if row["graph"] == graph)
            return frozenset(name for name in self.possible[node.name.value] if graph in self.home.get(name, ()))
        return frozenset(
            name
            for name, other in self.nodes.items()
            if isinstance(other, ObjectTypeDefinitionNode) and self._implements(other, node.name.value, graph)
        )

    def _implements(self, node: ObjectTypeDefinitionNode, interface: str, graph: str) -> bool:
        if self.join.version < (0, 2):
            return any(one.name.value == interface for one in node.interfaces or ())
        rows = self._rows(node.directives, "implements")
        return any(row["graph"] == graph and row["interface"] == interface for row in rows)


def _possible_types(schema: GraphQLSchema) -> dict[str, frozenset[str]]:
    possible: dict[str, frozenset[str]] = {}
    for name, kind in schema.type_map.items():
        if isinstance(kind, GraphQLObjectType):
            possible[name] = frozenset([name])
        elif isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            possible[name] = frozenset(one.name for one in schema.get_possible_types(kind))
    return possible


def _named(node: TypeNode) -> str:
    while not isinstance(node, NamedTypeNode):
        node = node.type  # type: ignore[attr-defined]
    return node.name.value
