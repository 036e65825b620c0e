"""The selections inside `@key`, `@requires` and `@provides` (federation `FieldSet`), over one subgraph.

Grammar: a selection set without its outer braces; fields, nested selections and inline fragments.
"""

from __future__ import annotations

from collections.abc import Iterator

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
)


def parse_field_set(text: str) -> SelectionSetNode:
    """Raises GraphQLError when the text is no selection set."""
    document = parse(f"{{ {text} }}", no_location=True)
    operation = document.definitions[0]
    if len(document.definitions) != 1 or not isinstance(operation, OperationDefinitionNode):
        raise GraphQLError("it is not one selection of fields")
    if not operation.selection_set.selections:
        raise GraphQLError("it selects nothing")
    return operation.selection_set


def selected_fields(schema: GraphQLSchema, type_name: str, text: str) -> Iterator[tuple[str, str]]:
    """(type, field) of everything the field set selects, at every depth; what cannot be read selects nothing.

    A field selected on an interface is also selected on each implementation.
    """
    try:
        selection_set = parse_field_set(text)
    except GraphQLError:
        return
    yield from _selected(schema, type_name, selection_set)


def _selected(schema: GraphQLSchema, type_name: str, selection_set: SelectionSetNode) -> Iterator[tuple[str, str]]:
    parent = schema.type_map.get(type_name)
    for selection in selection_set.selections:
        if isinstance(selection, InlineFragmentNode):
            condition = selection.type_condition.name.value if selection.type_condition else type_name
            yield from _selected(schema, condition, selection.selection_set)
        elif isinstance(selection, FieldNode) and isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            field = parent.fields.get(selection.name.value)
            if field is None:
                continue
            yield type_name, selection.name.value
            if isinstance(parent, GraphQLInterfaceType):
                for one in schema.get_implementations(parent).objects:
                    yield one.name, selection.name.value
            if selection.selection_set:
                yield from _selected(schema, get_named_type(field.type).name, selection.selection_set)
