"""KEY_DIRECTIVE_IN_FIELDS_ARG, REQUIRES_DIRECTIVE_IN_FIELDS_ARG."""

from __future__ import annotations

from tests.kit.composition import expect_errors


def test_a_key_has_no_directives() -> None:
    expect_errors(
        "KEY_DIRECTIVE_IN_FIELDS_ARG",
        a='type Query { p: P } type P @key(fields: "id @include(if: true)") { id: ID! }',
        mentions=("[a]", '"P"', "@include"),
    )


def test_a_requirement_has_none_either() -> None:
    expect_errors(
        "REQUIRES_DIRECTIVE_IN_FIELDS_ARG",
        a="""
        type Query { p: P }
        type P @key(fields: "id") { id: ID! w: Int @external c: Int @requires(fields: "w @skip(if: false)") }
        """,
        b='type P @key(fields: "id") { id: ID! w: Int }',
    )
