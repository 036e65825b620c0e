"""Validates documents against the schema their viewer sees: what is hidden and what does not exist read the same."""

from __future__ import annotations

from graphql import DocumentNode, GraphQLError, GraphQLSchema, validate

from gateway.errors import ClientError, ClientErrors

MAX_ERRORS = 20

_GAVE_UP = "Validation aborted."
"""All that the library says of a document whose validation would cost too much."""
_ENTANGLED = "The document repeats too many fields or fragments to be validated; ask for each once."


def reason_of(error: GraphQLError) -> str:
    return _ENTANGLED if error.message == _GAVE_UP else error.message


def validate_document(schema: GraphQLSchema, document: DocumentNode) -> None:
    """Raises ClientErrors, each GRAPHQL_VALIDATION_FAILED, without suggestions of names."""
    errors = validate(schema, document, max_errors=MAX_ERRORS, hide_suggestions=True, allow_empty_selection_sets=False)
    if errors:
        raise ClientErrors(
            [
                ClientError(
                    "GRAPHQL_VALIDATION_FAILED",
                    reason_of(error),
                    locations=[(one.line, one.column) for one in error.locations or ()],
                )
                for error in errors
            ]
        )
