"""EXTERNAL_MISSING_ON_BASE."""

from __future__ import annotations

from tests.kit.composition import expect_errors


def test_an_external_field_comes_from_somewhere() -> None:
    expect_errors(
        "EXTERNAL_MISSING_ON_BASE",
        prices="""
        type Query { product: Product }
        type Product @key(fields: "sku") { sku: ID! weight: Int @external fee: Int @requires(fields: "weight") }
        """,
        products='type Product @key(fields: "sku") { sku: ID! }',
        mentions=('"Product.weight"', 'subgraph "prices"'),
    )
