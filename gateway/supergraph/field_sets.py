"""Parses the selections that `key`, `requires` and `provides` hold (federation `FieldSet`)."""

from __future__ import annotations

from collections.abc import Mapping

from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    parse,
    print_ast,
)

from gateway.errors import ConfigurationError
from gateway.model.operation import Argument, Field, Fragment, Selection


def parse_field_set(
    schema: GraphQLSchema, possible: Mapping[str, frozenset[str]], type_name: str, text: str, place: str
) -> tuple[Selection, ...]:
    """The selections of `text` on `type_name`; raises ConfigurationError that names the place."""
    try:
        document = parse(f"{{ {text} }}", no_location=True)
        operation = document.definitions[0]
        if not isinstance(operation, OperationDefinitionNode):
            raise ConfigurationError(f"supergraph: {place}: not a selection of fields")
        return _selections(schema, possible, type_name, operation.selection_set)
    except (GraphQLError, KeyError) as error:
        raise ConfigurationError(
            f"supergraph: {place}: cannot read the field set {text!r} on {type_name}: {error}"
        ) from error


def _selections(
    schema: GraphQLSchema, possible: Mapping[str, frozenset[str]], type_name: str, node: SelectionSetNode
) -> tuple[Selection, ...]:
    result: list[Selection] = []
    for selection in node.selections:
        if isinstance(selection, FieldNode):
            if selection.name.value != "__typename":
                result.append(_field(schema, possible, type_name, selection))
        elif isinstance(selection, InlineFragmentNode):
            condition = selection.type_condition.name.value if selection.type_condition else type_name
            inner = _selections(schema, possible, condition, selection.selection_set)
            if possible[type_name] <= possible[condition]:
                result.extend(inner)
            else:
                result.append(Fragment(condition, possible[condition] & possible[type_name], inner))
    return tuple(result)


def _field(schema: GraphQLSchema, possible: Mapping[str, frozenset[str]], type_name: str, node: FieldNode) -> Field:
    parent = schema.type_map[type_name]
    if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
        raise KeyError(f"{type_name} has no fields")
    definition = parent.fields[node.name.value]
    named = get_named_type(definition.type).name
    return Field(
        key=node.name.value,
        name=node.name.value,
        parent=type_name,
        type_name=named,
        arguments=tuple(Argument(one.name.value, print_ast(one.value)) for one in node.arguments or ()),
        selections=_selections(schema, possible, named, node.selection_set) if node.selection_set else (),
    )
