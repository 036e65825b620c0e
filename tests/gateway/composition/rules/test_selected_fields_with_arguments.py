"""KEY_FIELDS_HAS_ARGS, PROVIDES_FIELDS_HAS_ARGS."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_a_key_has_no_arguments() -> None:
    expect_errors(
        "KEY_FIELDS_HAS_ARGS",
        a='type Query { p: P } type P @key(fields: "id") { id(kind: Int): ID! }',
        mentions=("[a]", '"P.id"'),
    )


def test_a_provision_has_none_either() -> None:
    expect_errors(
        "PROVIDES_FIELDS_HAS_ARGS",
        a="""
        type Query { p: P @provides(fields: "price") }
        type P @key(fields: "id") { id: ID! price(day: Int): Int @external }
        """,
        b='type P @key(fields: "id") { id: ID! price(day: Int): Int @shareable }',
    )


def test_a_requirement_may_pass_arguments() -> None:
    expect_valid(
        a="""
        type Query { p: P }
        type P @key(fields: "id") { id: ID! price(day: Int): Int @external fee: Int @requires(fields: "price(day: 1)") }
        """,
        b='type P @key(fields: "id") { id: ID! price(day: Int): Int }',
    )
