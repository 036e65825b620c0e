"""Brings a subgraph document into the one shape that all others are in.

Root types get their usual names, the machinery that a server prints along (`_service`, `_Any` ...) goes, and a type
that is only extended is defined by its first extension, as federation allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import (
    DirectiveDefinitionNode,
    DocumentNode,
    EnumTypeDefinitionNode,
    EnumTypeExtensionNode,
    InputObjectTypeDefinitionNode,
    InputObjectTypeExtensionNode,
    InterfaceTypeDefinitionNode,
    InterfaceTypeExtensionNode,
    NamedTypeNode,
    NameNode,
    Node,
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    ScalarTypeDefinitionNode,
    ScalarTypeExtensionNode,
    SchemaDefinitionNode,
    SchemaExtensionNode,
    TypeDefinitionNode,
    TypeExtensionNode,
    UnionTypeDefinitionNode,
    UnionTypeExtensionNode,
    Visitor,
    specified_scalar_types,
    visit,
)

from gateway.composition.federation_spec import (
    DIRECTIVES,
    GRAPHQL_OWN,
    LINK_DEFINITIONS,
    MACHINERY_FIELDS,
    MACHINERY_TYPES,
    SCALARS,
)
from gateway.composition.reading.links import Links
from gateway.composition.reading.problem import Problem
from gateway.composition.subgraph import ROOTS

TypeNodeOrExtension = TypeDefinitionNode | TypeExtensionNode
DEFINED_BY: dict[type[Node], type[Node]] = {
    ObjectTypeExtensionNode: ObjectTypeDefinitionNode,
    InterfaceTypeExtensionNode: InterfaceTypeDefinitionNode,
    UnionTypeExtensionNode: UnionTypeDefinitionNode,
    EnumTypeExtensionNode: EnumTypeDefinitionNode,
    InputObjectTypeExtensionNode: InputObjectTypeDefinitionNode,
    ScalarTypeExtensionNode: ScalarTypeDefinitionNode,
}


def with_usual_root_names(document: DocumentNode) -> DocumentNode:
    """Renames root types to Query, Mutation, Subscription; raises Problem when such a name means something else."""
    roots = _declared_roots(document)
    types = {one.name.value: one for one in document.definitions if isinstance(one, TypeNodeOrExtension)}
    renamed: dict[str, str] = {}
    for usual in ROOTS:
        declared = roots.get(usual)
        if declared is None or declared == usual:
            continue
        if usual in types:
            raise Problem(
                f"ROOT_{usual.upper()}_USED",
                f'a type named "{usual}" is not the {usual.lower()} root; rename it or make it the root',
                types[usual],
            )
        renamed[declared] = usual
    return _renamed(document, renamed) if renamed else document


def without_machinery(document: DocumentNode, links: Links) -> tuple[TypeNodeOrExtension, ...]:
    """The type definitions and extensions that are the subgraph's own."""
    kept: list[TypeNodeOrExtension] = []
    for definition in document.definitions:
        if not isinstance(definition, TypeNodeOrExtension):
            continue
        name = definition.name.value
        if name in MACHINERY_TYPES or links.owns_type(name):
            continue
        if name == "Query" and isinstance(definition, ObjectTypeDefinitionNode | ObjectTypeExtensionNode):
            fields = tuple(one for one in definition.fields or () if one.name.value not in MACHINERY_FIELDS)
            definition = _copy(definition, fields=fields)
        kept.append(definition)
    return tuple(kept)


def defined(definitions: tuple[TypeNodeOrExtension, ...]) -> tuple[TypeNodeOrExtension, ...]:
    """The same, with the first extension of each type that is nowhere defined made its definition."""
    known = {one.name.value for one in definitions if isinstance(one, TypeDefinitionNode)} | set(specified_scalar_types)
    result: list[TypeNodeOrExtension] = []
    for definition in definitions:
        name = definition.name.value
        if name not in known:
            known.add(name)
            result.append(_copy(definition, kind=DEFINED_BY[type(definition)]))
        else:
            result.append(definition)
    return tuple(result)


def own_directives(document: DocumentNode, links: Links) -> dict[str, DirectiveDefinitionNode]:
    """The directive definitions that the federation specification does not give."""
    return {
        one.name.value: one
        for one in document.definitions
        if isinstance(one, DirectiveDefinitionNode)
        and one.name.value not in links.directives
        and one.name.value != links.link
        and not one.name.value.startswith(f"{links.federation.prefix}__")
    }


def federation_definitions(links: Links) -> str:
    """Definitions of the directives this subgraph may use, by the names it calls them."""
    scalars = {name: links.federation.type_name(name) for name in SCALARS}
    lines = [LINK_DEFINITIONS.replace("@link", f"@{links.link}")]
    lines += [f"scalar {name}" for name in scalars.values()]
    signatures = {one.name: one.signature for one in DIRECTIVES}
    lines += [
        f"directive @{local}{signatures[name].format(**scalars)}"
        for local, name in links.directives.items()
        if name not in GRAPHQL_OWN
    ]
    return "\n".join(lines)


def _declared_roots(document: DocumentNode) -> dict[str, str]:
    """Root -> type name, as far as the schema definition says."""
    roots: dict[str, str] = {}
    for definition in document.definitions:
        if isinstance(definition, SchemaDefinitionNode | SchemaExtensionNode):
            for operation in definition.operation_types or ():
                roots[operation.operation.value.capitalize()] = operation.type.name.value
    return roots


def _renamed(document: DocumentNode, renamed: Mapping[str, str]) -> DocumentNode:
    class Renaming(Visitor):
        def enter(self, node: Node, *_: Any) -> Node | None:
            if isinstance(node, NamedTypeNode | TypeDefinitionNode | TypeExtensionNode):
                new = renamed.get(node.name.value)
                return None if new is None else _copy(node, name=NameNode(value=new, loc=node.name.loc))
            return None

    result: DocumentNode = visit(document, Renaming())
    return result


def _copy(node: Node, *, kind: type[Node] | None = None, **changes: Any) -> Any:
    values = {key: getattr(node, key, None) for key in node.keys}
    return (kind or type(node))(**{**values, **changes})
