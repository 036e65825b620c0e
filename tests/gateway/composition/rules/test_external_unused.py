"""EXTERNAL_UNUSED."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid

PRODUCTS = 'type Query { product: Product } type Product @key(fields: "sku") { sku: ID! weight: Int @shareable }'


def test_an_external_field_is_used() -> None:
    expect_errors(
        "EXTERNAL_UNUSED",
        products=PRODUCTS,
        prices='type Product @key(fields: "sku") { sku: ID! weight: Int @external }',
        mentions=("[prices]", '"Product.weight"'),
    )


def test_a_requirement_uses_it() -> None:
    expect_valid(
        products=PRODUCTS,
        prices="""
        type Product @key(fields: "sku") { sku: ID! weight: Int @external fee: Int @requires(fields: "weight") }
        """,
    )


def test_a_provision_uses_it() -> None:
    expect_valid(
        products=PRODUCTS,
        prices="""
        type Query { cheapest: Product @provides(fields: "weight") }
        type Product @key(fields: "sku") { sku: ID! weight: Int @external }
        """,
    )


def test_an_interface_uses_it() -> None:
    expect_valid(
        products=PRODUCTS,
        prices="""
        interface Weighed { weight: Int }
        type Product implements Weighed @key(fields: "sku") { sku: ID! weight: Int @external }
        """,
    )


def test_an_extension_may_repeat_its_key_as_external() -> None:
    expect_valid(products=PRODUCTS, prices='extend type Product @key(fields: "sku") { sku: ID! @external price: Int }')
