"""Which hidden coordinates a refused document names: what exists in the public schema and not in its sender's.

Asked of documents after they were refused, for the log of the operator, never for the answer: the walk bears whatever
is unknown, and names coordinates only, no literal and no value of a variable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from graphql import (
    ArgumentNode,
    DocumentNode,
    EnumValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    ListTypeNode,
    ListValueNode,
    NamedTypeNode,
    NonNullTypeNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    TypeNode,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
)

_Given: TypeAlias = tuple[GraphQLNamedType, Any]
"""A value, literal or of a variable, and the type it is given for."""


def hidden_names(schema: GraphQLSchema, visible: frozenset[str], document: DocumentNode) -> tuple[str, ...]:
    """Each once; `visible` as in `VisibleSchema.coordinates`."""
    return tuple(dict.fromkeys(name for name in _named(schema, document) if name not in visible))


def hidden_in_variables(
    schema: GraphQLSchema, visible: frozenset[str], document: DocumentNode, variables: Mapping[str, Any]
) -> tuple[str, ...]:
    """The input fields and enum values that the variables of a document bring."""
    given = (
        (type_, variables.get(one.variable.name.value))
        for definition in document.definitions
        if isinstance(definition, OperationDefinitionNode)
        for one in definition.variable_definitions or ()
        if (type_ := _type(schema, one.type)) is not None
    )
    return tuple(dict.fromkeys(name for name in _in_values(given) if name not in visible))


def _named(schema: GraphQLSchema, document: DocumentNode) -> Iterator[str]:
    """Every coordinate of the schema that the document names, hidden or not."""
    for definition in document.definitions:
        parent: GraphQLNamedType | None = None
        if isinstance(definition, OperationDefinitionNode):
            parent = schema.get_root_type(definition.operation)
            for one in definition.variable_definitions or ():
                type_ = _type(schema, one.type)
                if type_ is not None:
                    yield from _type_name(type_)
                    yield from _in_values([(type_, one.default_value)])
        elif isinstance(definition, FragmentDefinitionNode):
            parent = schema.type_map.get(definition.type_condition.name.value)
            yield from _type_name(parent)
        if isinstance(definition, OperationDefinitionNode | FragmentDefinitionNode):
            yield from _in_directives(schema, definition)
            yield from _in_selections(schema, definition.selection_set, parent)


def _in_selections(
    schema: GraphQLSchema, selections: SelectionSetNode, parent: GraphQLNamedType | None
) -> Iterator[str]:
    """A stack instead of recursion, and fragments where they are defined: no document is too deep or too entangled."""
    waiting: list[tuple[SelectionSetNode | None, GraphQLNamedType | None]] = [(selections, parent)]
    while waiting:
        node, type_ = waiting.pop()
        for selection in () if node is None else node.selections:
            yield from _in_directives(schema, selection)
            if isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                below = type_ if condition is None else schema.type_map.get(condition.name.value)
                yield from _type_name(None if condition is None else below)
                waiting.append((selection.selection_set, below))
            elif isinstance(selection, FieldNode) and isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
                field = type_.fields.get(selection.name.value)
                if field is not None:
                    coordinate = f"{type_.name}.{selection.name.value}"
                    yield coordinate
                    yield from _in_arguments(selection.arguments, field.args, coordinate)
                    waiting.append((selection.selection_set, get_named_type(field.type)))


def _in_arguments(
    nodes: Iterable[ArgumentNode] | None, defined: Mapping[str, GraphQLArgument], owner: str | None
) -> Iterator[str]:
    for node in nodes or ():
        argument = defined.get(node.name.value)
        if argument is not None:
            if owner is not None:
                yield f"{owner}({node.name.value}:)"
            yield from _in_values([(get_named_type(argument.type), node.value)])


def _in_directives(
    schema: GraphQLSchema,
    node: OperationDefinitionNode | FragmentDefinitionNode | FieldNode | FragmentSpreadNode | InlineFragmentNode | Any,
) -> Iterator[str]:
    for directive in node.directives or ():
        definition = schema.get_directive(directive.name.value)
        if definition is not None:
            yield from _in_arguments(directive.arguments, definition.args, None)


def _in_values(given: Iterable[_Given]) -> Iterator[str]:
    """Input fields and enum values; one name of an enum is a text where a variable brings it."""
    waiting = list(given)
    while waiting:
        type_, value = waiting.pop()
        if isinstance(value, list | tuple):
            waiting += [(type_, one) for one in value]
        elif isinstance(value, ListValueNode):
            waiting += [(type_, one) for one in value.values]
        elif isinstance(type_, GraphQLEnumType):
            name = value.value if isinstance(value, EnumValueNode) else value
            if isinstance(name, str) and name in type_.values:
                yield f"{type_.name}.{name}"
        elif isinstance(type_, GraphQLInputObjectType):
            for name, inner in _members(value):
                field = type_.fields.get(name)
                if field is not None:
                    yield f"{type_.name}.{name}"
                    waiting.append((get_named_type(field.type), inner))


def _members(value: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(value, ObjectValueNode):
        return [(one.name.value, one.value) for one in value.fields]
    return value.items() if isinstance(value, Mapping) else ()


def _type_name(type_: GraphQLNamedType | None) -> Iterator[str]:
    """Built-in types are everybody's, whether or not a visible path leads to them."""
    if type_ is not None and not is_specified_scalar_type(type_) and not is_introspection_type(type_):
        yield type_.name


def _type(schema: GraphQLSchema, node: TypeNode) -> GraphQLNamedType | None:
    while isinstance(node, ListTypeNode | NonNullTypeNode):
        node = node.type
    return schema.type_map.get(node.name.value) if isinstance(node, NamedTypeNode) else None
