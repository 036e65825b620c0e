"""UNSUPPORTED_FEATURE."""

from __future__ import annotations

from tests.kit.composition import expect_errors


def test_contexts_are_refused_rather_than_lost() -> None:
    expect_errors(
        "UNSUPPORTED_FEATURE",
        "UNSUPPORTED_FEATURE",
        accounts="""
        type Query { user: User }
        type User @key(fields: "id") @context(name: "user") { id: ID! cart: Cart }
        type Cart @key(fields: "id") { id: ID! total(of: ID! @fromContext(field: "$user { id }")): Int }
        """,
        mentions=('"User"', '"Cart.total(of:)"'),
    )
