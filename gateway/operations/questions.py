"""Questions to a document: which operation is meant, and which variables a part of it uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    ValueNode,
    VariableNode,
    visit,
)
from graphql.language import Visitor

from gateway.errors import ClientError


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
    found: list[str] = []
    spreads: list[str] = []

    class Collector(Visitor):
        def enter_variable(self, variable: VariableNode, *_: object) -> None:
            found.append(variable.name.value)

        def enter_fragment_spread(self, spread: FragmentSpreadNode, *_: object) -> None:
            spreads.append(spread.name.value)

    visit(node, Collector())
    seen: set[str] = set()
    while spreads:
        name = spreads.pop()
        if name not in seen:
            seen.add(name)
            visit(fragments[name], Collector())
    yield from found
