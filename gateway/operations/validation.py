"""Validates documents against the schema their viewer sees: what is hidden and what does not exist read the same."""

from __future__ import annotations

from typing import Any, cast

from graphql import (
    ASTValidationRule,
    DirectiveNode,
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLStreamDirective,
    OverlappingFieldsCanBeMergedRule,
    TypeNameMetaFieldDef,
    ValidationContext,
    specified_rules,
    validate,
)
from graphql.validation.rules.stream_directive_on_list_field import StreamDirectiveOnListField

from gateway.errors import ClientError, ClientErrors

MAX_ERRORS = 20
MAX_COMPARISONS = 50_000
"""Steps of comparing fields of one name. The library allows ten times as many, a tenth of a second of work; sixty
fragments that ask the same of one object take 40,000, the documents of a shop fewer than 100."""

_GAVE_UP = "Validation aborted."
"""All that the library says of a document whose validation would cost too much."""
_ENTANGLED = "The document repeats too many fields or fragments to be validated; ask for each once."
_DIGITS = "integer string conversion"
"""Part of what the language itself says of a number that is too long to be read."""


class _StreamOnListField(StreamDirectiveOnListField):
    """The library's rule looks for the name of the field among those of its type, and fails where that is a union."""

    def enter_directive(self, node: DirectiveNode, *rest: Any) -> None:
        context = cast("ValidationContext", self.context)
        if node.name.value == GraphQLStreamDirective.name and context.get_field_def() is TypeNameMetaFieldDef:
            self.report_error(GraphQLError("Stream directive cannot be used on '__typename', which is no list.", node))
        else:
            super().enter_directive(node, *rest)


class _FewerComparisons(OverlappingFieldsCanBeMergedRule):
    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = MAX_COMPARISONS


OWN = {StreamDirectiveOnListField: _StreamOnListField, OverlappingFieldsCanBeMergedRule: _FewerComparisons}
RULES: tuple[type[ASTValidationRule], ...] = tuple(OWN.get(rule, rule) for rule in specified_rules)


def reason_of(error: GraphQLError) -> str:
    if error.message == _GAVE_UP:
        return _ENTANGLED
    return "A number in the document has too many digits." if _DIGITS in error.message else error.message


def validate_document(schema: GraphQLSchema, document: DocumentNode) -> None:
    """Raises ClientErrors, each GRAPHQL_VALIDATION_FAILED, without suggestions of names."""
    errors = validate(
        schema, document, RULES, max_errors=MAX_ERRORS, hide_suggestions=True, allow_empty_selection_sets=False
    )
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
