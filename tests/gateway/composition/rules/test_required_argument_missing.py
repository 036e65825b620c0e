"""REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH."""

from __future__ import annotations

from tests.kit.composition import definition, expect_errors, expect_sdl


def test_a_required_argument_is_known_to_all() -> None:
    expect_errors(
        "REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH",
        a="type Query { product(sku: ID!): Int @shareable }",
        b="type Query { product: Int @shareable }",
        mentions=('"Query.product(sku:)"', 'subgraph "a"', 'subgraph "b"'),
    )


def test_an_optional_one_is_left_out() -> None:
    sdl = expect_sdl(
        a="type Query { product(sku: ID, day: Int! = 1): Int @shareable }",
        b="type Query { product: Int @shareable }",
    )
    assert "product: Int" in definition(sdl, "Query")
