"""KEY_INVALID_FIELDS_TYPE, REQUIRES_INVALID_FIELDS_TYPE."""

from __future__ import annotations

from tests.kit.composition import expect_errors


def test_the_fields_of_a_key_are_a_string() -> None:
    expect_errors(
        "KEY_INVALID_FIELDS_TYPE",
        a='type Query { p: P } type P @key(fields: ["id"]) { id: ID! }',
        mentions=("[a]", '"P"', "string"),
    )


def test_the_fields_of_a_requirement_are_a_string() -> None:
    expect_errors(
        "REQUIRES_INVALID_FIELDS_TYPE",
        a='type Query { p: P } type P @key(fields: "id") { id: ID! price: Int @requires(fields: 3) }',
    )
