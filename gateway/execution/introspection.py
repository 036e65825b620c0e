"""Answers `__schema` and `__type` from the schema the viewer may see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import DocumentNode, ExecutionResult, GraphQLSchema, execute

from gateway.errors import INTERNAL_SERVER_ERROR, ClientError


def introspect(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of the introspection fields by response key."""
    result = execute(schema, document, variable_values=dict(variables))
    if not isinstance(result, ExecutionResult) or result.data is None or result.errors:
        raise ClientError(INTERNAL_SERVER_ERROR, "The schema could not be introspected.", status=500)
    return result.data
