"""Coerces a request's variables against the schema its viewer sees (GraphQL specification, section 6.1.2).

A hidden input field or enum value is refused exactly like one that does not exist. Variables used only in masked parts
of a stored document are not coerced at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLSchema, get_variable_values

from gateway.errors import ClientError, ClientErrors
from gateway.model.operation import Operation

MAX_ERRORS = 20


def coerce_variables(schema: GraphQLSchema, operation: Operation, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the used variables, defaults applied; raises ClientErrors, each BAD_USER_INPUT."""
    if operation.node is None:
        return {}
    definitions = [
        one for one in operation.node.variable_definitions or () if one.variable.name.value in operation.used_variables
    ]
    values = get_variable_values(schema, definitions, dict(given), max_errors=MAX_ERRORS, hide_suggestions=True)
    if isinstance(values, list):
        raise ClientErrors(
            [
                ClientError(
                    "BAD_USER_INPUT",
                    error.message,
                    locations=[(one.line, one.column) for one in error.locations or ()],
                )
                for error in values
            ]
        )
    return dict(values.coerced)
