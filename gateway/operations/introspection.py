"""Takes the introspection fields of an operation out into a document of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphql import (
    ArgumentNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    InlineFragmentNode,
    NameNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    visit,
)
from graphql.language import Visitor

from gateway.model.guard import Guard
from gateway.operations.questions import variables_in

INTROSPECTION_FIELDS = frozenset({"__schema", "__type"})


def introspection_document(
    node: OperationDefinitionNode,
    fields: Sequence[tuple[Guard, FieldNode]],
    fragments: Mapping[str, FragmentDefinitionNode],
) -> DocumentNode | None:
    """An executable document with these root fields alone, each under its guard; None when there are none.

    It declares only the variables it uses: others may belong to masked parts and never get a value.
    """
    if not fields:
        return None
    used = {name for guard, field in fields for name in (*guard.variables, *variables_in(field, fragments))}
    selections = tuple(one for guard, field in fields for one in _guarded(guard, field))
    operation = OperationDefinitionNode(
        operation=node.operation,
        name=node.name,
        variable_definitions=tuple(one for one in node.variable_definitions or () if one.variable.name.value in used),
        directives=(),
        selection_set=SelectionSetNode(selections=selections),
    )
    document = DocumentNode(definitions=(operation, *fragments.values()))
    at_once: DocumentNode = visit(document, _AtOnce())
    return at_once


class _AtOnce(Visitor):
    """Leaves out every `@defer`: what is known here is had at once."""

    def enter_directive(self, node: DirectiveNode, *_: object) -> object:
        return self.REMOVE if node.name.value == "defer" else None


def _guarded(guard: Guard, field: FieldNode) -> list[SelectionNode]:
    """One copy of the field per conjunction, inside an inline fragment per condition."""
    plain: SelectionNode = FieldNode(
        alias=field.alias,
        name=field.name,
        arguments=field.arguments,
        directives=(),
        selection_set=field.selection_set,
    )
    result = []
    for conjunction in guard.any_of:
        current = plain
        for variable, value in sorted(conjunction):
            current = InlineFragmentNode(
                type_condition=None,
                directives=(_condition(variable, value),),
                selection_set=SelectionSetNode(selections=(current,)),
            )
        result.append(current)
    return result


def _condition(variable: str, value: bool) -> DirectiveNode:
    return DirectiveNode(
        name=NameNode(value="include" if value else "skip"),
        arguments=(ArgumentNode(name=NameNode(value="if"), value=VariableNode(name=NameNode(value=variable))),),
    )
