"""Subgraph SDL -> Subgraph. Stops at the first thing that makes further reading pointless, with all GraphQL errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from graphql import (
    ConstDirectiveNode,
    DocumentNode,
    EnumTypeDefinitionNode,
    EnumTypeExtensionNode,
    GraphQLError,
    GraphQLSchema,
    InputObjectTypeDefinitionNode,
    InputObjectTypeExtensionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    InterfaceTypeExtensionNode,
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    SchemaDefinitionNode,
    SchemaExtensionNode,
    StringValueNode,
    TypeExtensionNode,
    UnionTypeDefinitionNode,
    UnionTypeExtensionNode,
    build_ast_schema,
    parse,
    validate_schema,
)
from graphql.language import FieldDefinitionNode
from graphql.validation.validate import validate_sdl

from gateway.composition.reading.definitions import check_definitions
from gateway.composition.reading.documents import (
    TypeNodeOrExtension,
    defined,
    federation_definitions,
    own_directives,
    with_usual_root_names,
    without_machinery,
)
from gateway.composition.reading.extensions import with_own_keys
from gateway.composition.reading.federation_1 import upgraded
from gateway.composition.reading.links import Links, read_links
from gateway.composition.reading.problem import Problem
from gateway.composition.result import CompositionError, Location, SubgraphDefinition
from gateway.composition.subgraph import Application, Element, Field, Input, Kind, Subgraph, Type

INHERITED = ("shareable", "external")


def read_subgraph(definition: SubgraphDefinition) -> Subgraph | tuple[CompositionError, ...]:
    """The subgraph, or everything that keeps it from being read."""
    try:
        document = with_usual_root_names(parse(definition.sdl))
        links = read_links(document)
        check_definitions(document, links)
    except GraphQLError as error:
        return (_graphql_error(definition.name, error),)
    except Problem as problem:
        return (_problem_error(definition.name, problem),)
    definitions = without_machinery(document, links)
    directives = own_directives(document, links)
    whole = DocumentNode(
        definitions=(*defined(definitions), *directives.values(), *_machinery(definitions, links)), loc=document.loc
    )
    errors = validate_sdl(whole)
    if errors:
        return tuple(_graphql_error(definition.name, one) for one in errors)
    schema = build_ast_schema(whole, assume_valid_sdl=True)
    errors = validate_schema(schema)
    if errors:
        return tuple(_graphql_error(definition.name, one) for one in errors)
    return _subgraph(definition, document, links, definitions, schema)


def _machinery(definitions: tuple[TypeNodeOrExtension, ...], links: Links) -> tuple[Any, ...]:
    """What makes the document a schema of its own: federation's directives, and a query root even without queries."""
    has_query = any(one.name.value == "Query" for one in definitions)
    query = f"{'extend ' if has_query else ''}type Query {{ _service: String }}"
    return parse(f"{federation_definitions(links)}\n{query}", no_location=True).definitions


def _subgraph(
    definition: SubgraphDefinition,
    document: DocumentNode,
    links: Links,
    definitions: tuple[TypeNodeOrExtension, ...],
    schema: GraphQLSchema,
) -> Subgraph:
    reader = _Reader(links)
    by_name = sorted(definitions, key=lambda one: one.name.value)
    types = {name: reader.type(name, tuple(nodes)) for name, nodes in groupby(by_name, lambda one: one.name.value)}
    subgraph = with_own_keys(
        Subgraph(
            name=definition.name,
            url=definition.url,
            version=links.version,
            types={name: one for name, one in types.items() if name != "Query" or one.fields},
            schema=schema,
            features=links.features,
            schema_directives=tuple(
                one
                for node in document.definitions
                if isinstance(node, SchemaDefinitionNode | SchemaExtensionNode)
                for one in reader.applications(node.directives)
            ),
            directive_definitions=own_directives(document, links),
        )
    )
    return subgraph if links.version is not None else upgraded(subgraph)


class _Reader:
    """Turns nodes into the model; what it needs to know is how this document calls the directives."""

    def __init__(self, links: Links) -> None:
        self.names: Mapping[str, str] = links.directives

    def type(self, name: str, nodes: tuple[TypeNodeOrExtension, ...]) -> Type:
        """One type from its definition and extensions."""
        definitions = [one for one in nodes if not isinstance(one, TypeExtensionNode)]
        first = definitions[0] if definitions else nodes[0]
        directives = tuple(one for node in nodes for one in self.applications(node.directives))
        inputs = [
            self.input(one)
            for node in nodes
            if isinstance(node, InputObjectTypeDefinitionNode | InputObjectTypeExtensionNode)
            for one in node.fields or ()
        ]
        return Type(
            name=name,
            kind=_kind(first),
            description=_text(getattr(first, "description", None)),
            directives=directives,
            node=first,
            is_extension=not definitions or any(one.name == "extends" and one.federation for one in directives),
            interfaces=tuple(
                dict.fromkeys(one.name.value for node in nodes for one in getattr(node, "interfaces", None) or ())
            ),
            fields={one.name: one for node in nodes for one in self.fields(node)},
            members=tuple(
                one.name.value
                for node in nodes
                if isinstance(node, UnionTypeDefinitionNode | UnionTypeExtensionNode)
                for one in node.types or ()
            ),
            values={
                one.name.value: self.element(one)
                for node in nodes
                if isinstance(node, EnumTypeDefinitionNode | EnumTypeExtensionNode)
                for one in node.values or ()
            },
            inputs={one.name: one for one in inputs},
        )

    def fields(self, node: TypeNodeOrExtension) -> Iterable[Field]:
        """The fields of one definition or extension; what it says of all of them stands on each."""
        if not isinstance(
            node,
            ObjectTypeDefinitionNode
            | ObjectTypeExtensionNode
            | InterfaceTypeDefinitionNode
            | InterfaceTypeExtensionNode,
        ):
            return
        inherited = tuple(one for one in self.applications(node.directives) if one.name in INHERITED and one.federation)
        for field in node.fields or ():
            yield self.field(field, inherited)

    def field(self, node: FieldDefinitionNode, inherited: tuple[Application, ...]) -> Field:
        own = self.applications(node.directives)
        named = {one.name for one in own if one.federation}
        return Field(
            name=node.name.value,
            description=_text(node.description),
            directives=own + tuple(one for one in inherited if one.name not in named),
            node=node,
            type=node.type,
            arguments={one.name.value: self.input(one) for one in node.arguments or ()},
        )

    def input(self, node: InputValueDefinitionNode) -> Input:
        return Input(
            name=node.name.value,
            description=_text(node.description),
            directives=self.applications(node.directives),
            node=node,
            type=node.type,
            default=node.default_value,
        )

    def element(self, node: Any) -> Element:
        return Element(
            name=node.name.value,
            description=_text(node.description),
            directives=self.applications(node.directives),
            node=node,
        )

    def applications(self, nodes: Iterable[ConstDirectiveNode] | None) -> tuple[Application, ...]:
        return tuple(
            Application(
                name=self.names.get(node.name.value, node.name.value),
                arguments={argument.name.value: argument.value for argument in node.arguments or ()},
                federation=node.name.value in self.names,
                node=node,
            )
            for node in nodes or ()
        )


def _kind(node: TypeNodeOrExtension) -> Kind:
    name = type(node).__name__
    for prefix, kind in (
        ("Object", Kind.OBJECT),
        ("Interface", Kind.INTERFACE),
        ("Union", Kind.UNION),
        ("Enum", Kind.ENUM),
        ("InputObject", Kind.INPUT),
    ):
        if name.startswith(f"{prefix}Type"):
            return kind
    return Kind.SCALAR


def _text(node: StringValueNode | None) -> str | None:
    return node.value if node is not None else None


def _graphql_error(subgraph: str, error: GraphQLError) -> CompositionError:
    locations = tuple(Location(subgraph, one.line, one.column) for one in error.locations or ())
    return CompositionError("INVALID_GRAPHQL", f"[{subgraph}] {error.message}", locations)


def _problem_error(subgraph: str, problem: Problem) -> CompositionError:
    locations = tuple(
        Location(subgraph, node.loc.start_token.line, node.loc.start_token.column)
        for node in problem.nodes
        if node is not None and node.loc is not None
    )
    return CompositionError(problem.code, f"[{subgraph}] {problem.message}", locations)
