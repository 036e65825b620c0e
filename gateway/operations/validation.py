"""Validates documents against the schema their viewer sees: what is hidden and what does not exist read the same."""

from __future__ import annotations

from graphql import DocumentNode, GraphQLSchema, validate

from gateway.errors import ClientError, ClientErrors

MAX_ERRORS = 20


def validate_document(schema: GraphQLSchema, document: DocumentNode) -> None:
    """Raises ClientErrors, each GRAPHQL_VALIDATION_FAILED, without suggestions of names."""
    errors = validate(schema, document, max_errors=MAX_ERRORS, hide_suggestions=True, allow_empty_selection_sets=False)
    if errors:
        raise ClientErrors(
            [
                ClientError(
                    "GRAPHQL_VALIDATION_FAILED",
                    error.message,
                    locations=[(one.line, one.column) for one in error.locations or ()],
                )
                for error in errors
            ]
        )
