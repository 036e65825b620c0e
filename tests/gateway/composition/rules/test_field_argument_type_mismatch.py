"""FIELD_ARGUMENT_TYPE_MISMATCH."""

from __future__ import annotations

from tests.kit.composition import definition, expect_errors, expect_sdl


def test_the_types_of_an_argument_fit_together() -> None:
    expect_errors(
        "FIELD_ARGUMENT_TYPE_MISMATCH",
        a="type Query { product(sku: ID): Int @shareable }",
        b="type Query { product(sku: String): Int @shareable }",
        mentions=('"Query.product(sku:)"', '"ID" in subgraph "a"', '"String" in subgraph "b"'),
    )


def test_the_stricter_one_stands() -> None:
    sdl = expect_sdl(
        a="type Query { product(sku: ID): Int @shareable }",
        b="type Query { product(sku: ID!): Int @shareable }",
    )
    assert "product(sku: ID!): Int" in definition(sdl, "Query")
