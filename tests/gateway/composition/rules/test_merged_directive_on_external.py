"""MERGED_DIRECTIVE_APPLICATION_ON_EXTERNAL."""

from __future__ import annotations

from tests.kit.composition import expect_errors


def test_an_external_field_is_tagged_where_it_is_resolved() -> None:
    expect_errors(
        "MERGED_DIRECTIVE_APPLICATION_ON_EXTERNAL",
        prices="""
        type Query { product: Product }
        type Product @key(fields: "sku") {
          sku: ID!
          weight: Int @external @tag(name: "logistics")
          fee: Int @requires(fields: "weight")
        }
        """,
        products='type Product @key(fields: "sku") { sku: ID! weight: Int }',
        mentions=("[prices]", '"Product.weight"', "@tag"),
    )
