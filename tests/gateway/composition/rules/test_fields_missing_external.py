"""REQUIRES_FIELDS_MISSING_EXTERNAL, PROVIDES_FIELDS_MISSING_EXTERNAL."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid

PRODUCTS = """
type Query { product: Product }
type Product @key(fields: "sku") { sku: ID! units: Units @shareable }
type Units @shareable { order: Int price: Int }
"""


def test_what_is_required_comes_from_elsewhere() -> None:
    expect_errors(
        "REQUIRES_FIELDS_MISSING_EXTERNAL",
        products=PRODUCTS,
        prices="""
        type Product @key(fields: "sku") {
          sku: ID!
          units: Units @shareable
          price: Int @requires(fields: "units { order }")
        }
        type Units @shareable { order: Int price: Int }
        """,
        mentions=("[prices]", '"Product.price"', '"Units.order"'),
    )


def test_below_an_external_field_nothing_more_needs_the_mark() -> None:
    expect_valid(
        products=PRODUCTS,
        prices="""
        type Product @key(fields: "sku") {
          sku: ID!
          units: Units @external
          price: Int @requires(fields: "units { order }")
        }
        type Units @shareable { order: Int price: Int }
        """,
    )


def test_what_is_provided_is_external_otherwise() -> None:
    expect_errors(
        "PROVIDES_FIELDS_MISSING_EXTERNAL",
        products=PRODUCTS,
        prices="""
        type Query { cheapest: Product @provides(fields: "price") }
        type Product @key(fields: "sku") { sku: ID! price: Int }
        """,
        mentions=('"Query.cheapest"', '"Product.price"'),
    )
