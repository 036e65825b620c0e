"""KEY_FIELDS_SELECT_INVALID_TYPE."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_a_key_has_no_interfaces() -> None:
    expect_errors(
        "KEY_FIELDS_SELECT_INVALID_TYPE",
        a="""
        type Query { p: P }
        type P @key(fields: "of { id }") { of: Of }
        interface Of { id: ID! }
        """,
        mentions=('"P.of"', "interface", '"Of"'),
    )


def test_a_key_may_have_objects_and_lists() -> None:
    expect_valid(a='type Query { p: P } type P @key(fields: "of { id }") { of: [Of!]! } type Of { id: ID! }')
