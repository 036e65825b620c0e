"""Questions to a document: which operation is meant, and which variables a part of it uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    Node,
    NonNullTypeNode,
    OperationDefinitionNode,
    ParallelVisitor,
    ValueNode,
    VariableNode,
    visit,
)
from graphql.language import Visitor

from gateway.errors import ClientError

CONDITIONAL = frozenset({"skip", "include", "defer"})


def choose_operation(document: DocumentNode, operation_name: str | None) -> OperationDefinitionNode:
    """GetOperation of the GraphQL specification (6.1)."""
    operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    if operation_name is not None:
        for operation in operations:
            if operation.name is not None and operation.name.value == operation_name:
                return operation
        raise ClientError("OPERATION_RESOLUTION_FAILURE", f'Unknown operation named "{operation_name}".')
    if len(operations) != 1:
        names = ", ".join(one.name.value for one in operations if one.name is not None)
        problem = f"has several operations; name one of {names}" if operations else "has no operation"
        raise ClientError("OPERATION_RESOLUTION_FAILURE", f"The document {problem}.")
    return operations[0]


def variables_in(node: FieldNode | ValueNode, fragments: Mapping[str, FragmentDefinitionNode]) -> Iterator[str]:
    """The names of the variables in a field or value, fragments it spreads included."""

    class Collector(Visitor):
        def enter_variable(self, variable: VariableNode, *_: object) -> None:
            found.append(variable.name.value)

    found: list[str] = []
    _visit_spread(node, fragments, Collector())
    yield from found


def nullable_conditions(
    node: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> frozenset[str]:
    """The names of the variables by which directives decide, although their type has null.

    It may stand there as it has a default, or the argument does (GraphQL 5.8.5).
    """
    definitions = node.variable_definitions or ()
    nullable = {one.variable.name.value for one in definitions if not isinstance(one.type, NonNullTypeNode)}
    if not nullable:
        return frozenset()

    class Collector(Visitor):
        def enter_directive(self, directive: DirectiveNode, *_: object) -> None:
            if directive.name.value in CONDITIONAL:
                values = (one.value for one in directive.arguments or () if one.name.value == "if")
                found.update(one.name.value for one in values if isinstance(one, VariableNode))

    found: set[str] = set()
    _visit_spread(node, fragments, Collector())
    return frozenset(found & nullable)


def _visit_spread(node: Node, fragments: Mapping[str, FragmentDefinitionNode], visitor: Visitor) -> None:
    """Visits a node and, once each, the fragments that are spread in it."""
    spreads: list[str] = []

    class Spreads(Visitor):
        def enter_fragment_spread(self, spread: FragmentSpreadNode, *_: object) -> None:
            spreads.append(spread.name.value)

    both = ParallelVisitor([visitor, Spreads()])
    visit(node, both)
    seen: set[str] = set()
    while spreads:
        name = spreads.pop()
        if name not in seen:
            seen.add(name)
            visit(fragments[name], both)
