"""Federation subgraph SDL -> an executable schema, and what its directives say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graphql import (
    FieldNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    build_schema,
    is_abstract_type,
    parse,
    value_from_ast_untyped,
)

FEDERATION = """
directive @key(fields: String!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
directive @requires(fields: String!) on FIELD_DEFINITION
directive @provides(fields: String!) on FIELD_DEFINITION
directive @override(from: String!, label: String) on FIELD_DEFINITION
directive @external on FIELD_DEFINITION
directive @extends on OBJECT
directive @interfaceObject on OBJECT
directive @shareable repeatable on FIELD_DEFINITION | OBJECT
directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM
  | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
"""

Composite = GraphQLObjectType | GraphQLInterfaceType
EXTENSION = re.compile(r"\bextend type (\w+)(\s+implements [\w& ]+?)?(?=\s*[@{])")


def federation_schema(sdl: str) -> GraphQLSchema:
    """The schema of a subgraph, with `_entities` when it has entities."""
    text = FEDERATION + EXTENSION.sub(r"type \1\2 @extends", sdl)
    plain = build_schema(text, assume_valid=True)
    entities = [
        one.name for one in plain.type_map.values() if isinstance(one, GraphQLObjectType) and resolvable_keys(one)
    ]
    if plain.query_type is None:
        text += "\ntype Query { _nothing: Boolean }"
    if entities:
        text += f"\nscalar _Any\nunion _Entity = {' | '.join(entities)}"
        text += "\nextend type Query { _entities(representations: [_Any!]!): [_Entity]! }"
    return build_schema(text)


def resolvable_keys(kind: Composite) -> list[str]:
    """The field sets of the keys by which objects of a type can be entered."""
    values = [
        {one.name.value: value_from_ast_untyped(one.value) for one in directive.arguments or ()}
        for directive in (kind.ast_node.directives if kind.ast_node else None) or ()
        if directive.name.value == "key"
    ]
    return [one["fields"] for one in values if one.get("resolvable", True)]


def directives(definition: Any) -> dict[str, dict[str, Any]]:
    """The directives of a type or field by name, with their arguments."""
    return {
        directive.name.value: {one.name.value: value_from_ast_untyped(one.value) for one in directive.arguments or ()}
        for directive in (definition.ast_node.directives if definition.ast_node else None) or ()
    }


def is_external(kind: Composite, name: str) -> bool:
    """Whether a field is external here; key fields of an extended type are written so and are the type's own."""
    if "external" not in directives(kind.fields[name]):
        return False
    if "extends" not in directives(kind):
        return True
    return not any(name in top_names(field_set(key)) for key in resolvable_keys(kind))


def required(kind: Composite, name: str) -> SelectionSetNode | None:
    found = directives(kind.fields[name]).get("requires")
    return field_set(found["fields"]) if found else None


def provided(kind: Composite, name: str) -> SelectionSetNode | None:
    found = directives(kind.fields[name]).get("provides")
    return field_set(found["fields"]) if found else None


def field_set(text: str) -> SelectionSetNode:
    operation = parse(f"{{ {text} }}").definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    return operation.selection_set


def top_names(selections: SelectionSetNode) -> set[str]:
    return {one.name.value for one in selections.selections if isinstance(one, FieldNode)}


def applicable(
    schema: GraphQLSchema, selection_sets: list[SelectionSetNode], type_name: str
) -> Iterator[tuple[str, list[SelectionSetNode]]]:
    """The fields of field sets that apply to an object of one type, each with what is selected below it."""
    for selections in selection_sets:
        for one in selections.selections:
            if isinstance(one, FieldNode):
                yield one.name.value, [one.selection_set] if one.selection_set else []
            elif isinstance(one, InlineFragmentNode):
                condition = one.type_condition.name.value if one.type_condition else type_name
                if may_be(schema, condition, type_name):
                    yield from applicable(schema, [one.selection_set], type_name)


def may_be(schema: GraphQLSchema, condition: str, type_name: str) -> bool:
    """Whether an object of a type passes a type condition in this schema."""
    kind = schema.type_map.get(condition)
    if condition == type_name or kind is None:
        return condition == type_name
    return is_abstract_type(kind) and type_name in {one.name for one in schema.get_possible_types(kind)}
