"""REQUIRED_INACCESSIBLE."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_what_must_be_given_is_seen() -> None:
    expect_errors(
        "REQUIRED_INACCESSIBLE",
        a="type Query { product(sku: ID! @inaccessible): Int }",
        mentions=('"Query.product(sku:)"', '"a"'),
    )
    expect_errors(
        "REQUIRED_INACCESSIBLE",
        a="type Query { a(filter: Filter): Int } input Filter { kind: String! @inaccessible platform: String }",
        mentions=('"Filter.kind"',),
    )


def test_a_default_makes_up_for_it() -> None:
    expect_valid(a="type Query { products(first: Int! = 20 @inaccessible): Int }")
