"""Who may call what: fields for other subgraphs answer these alone, and a subgraph reaches nothing else.

A subgraph lists for each service the root fields it may call. The parsed operations are looked at before anything of
them runs; aliases, fragments and conditions hide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
)
from graphql.language import OperationDefinitionNode
from strawberry.extensions import SchemaExtension


class CallerCheck(SchemaExtension):
    """Refuses a document whole, in the place of what validation found; reads `viewer` and `callers` of the context."""

    def on_validate(self) -> Iterator[None]:
        execution, context = self.execution_context, self.execution_context.context
        if execution.graphql_document is not None:
            refused = refusal(execution.graphql_document, context.viewer.service, context.callers)
            if refused is not None:
                execution.pre_execution_errors = [refused]
        yield


def refusal(document: DocumentNode, service: str | None, callers: Mapping[str, frozenset[str]]) -> GraphQLError | None:
    """Why this caller (None: a viewer through the gateway) may not send this document; None when he may."""
    called = root_fields(document)
    if service is None:
        beyond = called & frozenset[str]().union(*callers.values())
        who = "A viewer"
    else:
        beyond = called - callers.get(service, frozenset())
        who = f"The service '{service}'"
    if not beyond:
        return None
    return GraphQLError(f"{who} may not call {', '.join(sorted(beyond))} here.", extensions={"code": "FORBIDDEN"})


def root_fields(document: DocumentNode) -> frozenset[str]:
    """The names, not the aliases, of all root fields in any operation of the document."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    waiting = [node.selection_set for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    names: set[str] = set()
    entered: set[str] = set()
    while waiting:
        for node in waiting.pop().selections:
            if isinstance(node, FieldNode):
                names.add(node.name.value)
            elif isinstance(node, InlineFragmentNode):
                waiting.append(node.selection_set)
            elif isinstance(node, FragmentSpreadNode) and node.name.value in fragments.keys() - entered:
                entered.add(node.name.value)
                waiting.append(fragments[node.name.value].selection_set)
    return frozenset(names)
