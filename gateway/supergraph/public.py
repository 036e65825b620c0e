"""Makes the public schema: the supergraph without federation machinery and without what is inaccessible.

What clients may use; source: federation `toAPISchema`. Composition refuses a schema in which this leaves holes, and so
do we.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from typing import Any

from graphql import (
    ConstDirectiveNode,
    DefinitionNode,
    DirectiveDefinitionNode,
    DocumentNode,
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    GraphQLSchema,
    InputObjectTypeDefinitionNode,
    InterfaceTypeDefinitionNode,
    NamedTypeNode,
    Node,
    ObjectTypeDefinitionNode,
    SchemaDefinitionNode,
    TypeDefinitionNode,
    UnionTypeDefinitionNode,
    build_ast_schema,
    parse,
    validate_schema,
)

from gateway.errors import ConfigurationError
from gateway.supergraph.links import LinkTable, arguments_of

KEPT_DIRECTIVES = frozenset({"deprecated", "specifiedBy", "oneOf"})
EXECUTABLE_LOCATIONS = frozenset(
    {
        "QUERY",
        "MUTATION",
        "SUBSCRIPTION",
        "FIELD",
        "FRAGMENT_DEFINITION",
        "FRAGMENT_SPREAD",
        "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION",
    }
)

_SERVED_DIRECTIVES = tuple(
    one
    for one in parse(
        """
        directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
        """,
        no_location=True,
    ).definitions
    if isinstance(one, DirectiveDefinitionNode)
)
"""What the gateway itself does for clients, whatever the subgraphs know of it."""


def public_schema(document: DocumentNode, links: LinkTable) -> GraphQLSchema:
    """Builds the schema; raises ConfigurationError when what is left is not valid."""
    inaccessible = links.directive("inaccessible", "inaccessible")
    hidden_types = {
        definition.name.value
        for definition in document.definitions
        if isinstance(definition, TypeDefinitionNode)
        and (links.owns_type(definition.name.value) or _marked(definition.directives, inaccessible))
    }
    definitions: list[DefinitionNode] = [*_SERVED_DIRECTIVES]
    for definition in document.definitions:
        kept = _public_definition(definition, links, inaccessible, hidden_types)
        if kept is not None:
            definitions.append(kept)
    schema = build_ast_schema(DocumentNode(definitions=tuple(definitions)), assume_valid_sdl=True)
    problems = validate_schema(schema)
    if problems:
        raise ConfigurationError(
            "supergraph: the public schema is not valid: " + "; ".join(one.message for one in problems)
        )
    return schema


def _public_definition(
    definition: DefinitionNode, links: LinkTable, inaccessible: str | None, hidden_types: set[str]
) -> DefinitionNode | None:
    if isinstance(definition, DirectiveDefinitionNode):
        executable = any(location.value in EXECUTABLE_LOCATIONS for location in definition.locations)
        name = definition.name.value
        served = any(one.name.value == name for one in _SERVED_DIRECTIVES)
        return definition if executable and not served and not links.owns_directive(name) else None
    if isinstance(definition, SchemaDefinitionNode):
        bare: DefinitionNode = _copy(definition, directives=())
        return bare
    if not isinstance(definition, TypeDefinitionNode) or definition.name.value in hidden_types:
        return None

    join_field = links.directive("join", "field")

    def shown(nodes: Iterable[Any] | None) -> tuple[Any, ...]:
        return tuple(
            _copy(node, directives=_kept(node.directives)) if node.directives else node
            for node in nodes or ()
            if not _marked(node.directives, inaccessible)
        )

    def shown_field(node: FieldDefinitionNode) -> FieldDefinitionNode:
        filled = _filled_by_context(node, join_field)
        arguments = (one for one in node.arguments or () if one.name.value not in filled)
        public: FieldDefinitionNode = _copy(node, directives=_kept(node.directives), arguments=shown(arguments))
        return public

    def known(names: Iterable[NamedTypeNode] | None) -> tuple[NamedTypeNode, ...]:
        return tuple(name for name in names or () if name.name.value not in hidden_types)

    changes: dict[str, Any] = {"directives": _kept(definition.directives)}
    if isinstance(definition, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode):
        changes["interfaces"] = known(definition.interfaces)
        changes["fields"] = tuple(
            shown_field(field) for field in definition.fields or () if not _marked(field.directives, inaccessible)
        )
    elif isinstance(definition, InputObjectTypeDefinitionNode):
        changes["fields"] = shown(definition.fields)
    elif isinstance(definition, EnumTypeDefinitionNode):
        changes["values"] = shown(definition.values)
    elif isinstance(definition, UnionTypeDefinitionNode):
        changes["types"] = known(definition.types)
    public: DefinitionNode = _copy(definition, **changes)
    return public


def _marked(directives: Iterable[ConstDirectiveNode] | None, name: str | None) -> bool:
    return name is not None and any(directive.name.value == name for directive in directives or ())


def _kept(directives: Iterable[ConstDirectiveNode] | None) -> tuple[ConstDirectiveNode, ...]:
    return tuple(directive for directive in directives or () if directive.name.value in KEPT_DIRECTIVES)


def _filled_by_context(field: FieldDefinitionNode, join_field: str | None) -> set[str]:
    """The arguments that the gateway fills; composition mostly leaves them out of the field."""
    if not field.arguments:
        return set()
    return {
        one["name"]
        for directive in field.directives or ()
        if directive.name.value == join_field
        and any(one.name.value == "contextArguments" for one in directive.arguments or ())
        for one in arguments_of(directive).get("contextArguments", ())
    }


def _copy(node: Node, **changes: Any) -> Any:
    kind: Any = type(node)
    return kind(**{key: changes[key] if key in changes else getattr(node, key) for key in _keys(kind)})


@cache
def _keys(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.init and one.name != "loc")
