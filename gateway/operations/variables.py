"""Coerces a request's variables against the schema its viewer sees (GraphQL specification, section 6.1.2).

A hidden input field or enum value is refused exactly like one that does not exist. Variables used only in masked parts
of a stored document are not coerced at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import GraphQLSchema, SourceLocation, VariableDefinitionNode, get_location, get_variable_values

from gateway.errors import ClientError, ClientErrors
from gateway.model.operation import Operation

MAX_ERRORS = 20


def coerce_variables(schema: GraphQLSchema, operation: Operation, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the used variables, defaults applied; raises ClientErrors, each BAD_USER_INPUT."""
    if operation.node is None or not operation.used_variables:
        return {}
    definitions = [
        one for one in operation.node.variable_definitions or () if one.variable.name.value in operation.used_variables
    ]
    values = get_variable_values(schema, definitions, dict(given), max_errors=MAX_ERRORS, hide_suggestions=True)
    if isinstance(values, list):
        raise ClientErrors([_refused(error.message, error.locations or ()) for error in values])
    # One that is not given leaves the directive at its own default.
    nulls = {name for name in operation.never_null if values.coerced.get(name, True) is None}
    if nulls:
        raise ClientErrors(
            [
                _refused(f"Variable '${name}' must not be null, as a directive decides by it.", _place(one))
                for one in definitions
                if (name := one.variable.name.value) in nulls
            ]
        )
    return dict(values.coerced)


def _refused(message: str, locations: Iterable[SourceLocation]) -> ClientError:
    return ClientError("BAD_USER_INPUT", message, locations=[(one.line, one.column) for one in locations])


def _place(node: VariableDefinitionNode) -> list[SourceLocation]:
    return [] if node.loc is None else [get_location(node.loc.source, node.loc.start)]
