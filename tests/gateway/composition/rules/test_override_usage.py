"""OVERRIDE_FROM_SELF_ERROR, OVERRIDE_ON_INTERFACE, OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE."""

from __future__ import annotations

from tests.kit.composition import definition, expect_errors, expect_sdl


def test_nobody_takes_over_from_himself() -> None:
    expect_errors(
        "OVERRIDE_FROM_SELF_ERROR",
        a='type Query { today: Int @override(from: "a") }',
        mentions=("[a]", '"Query.today"'),
    )


def test_interface_fields_are_not_taken_over() -> None:
    expect_errors(
        "OVERRIDE_ON_INTERFACE",
        a="""
        type Query { media: Media }
        interface Media { url: String @override(from: "b") }
        type Picture implements Media { url: String }
        """,
    )


def test_an_external_field_takes_nothing_over() -> None:
    expect_errors(
        "OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE",
        prices="""
        type Query { product: Product }
        type Product @key(fields: "sku") {
          sku: ID!
          weight: Int @external @override(from: "products")
          fee: Int @requires(fields: "weight")
        }
        """,
        products='type Product @key(fields: "sku") { sku: ID! weight: Int }',
        mentions=("@external",),
    )


def test_the_overridden_copy_is_left_out() -> None:
    sdl = expect_sdl(
        a='type Query { p: P } type P @key(fields: "id") { id: ID! price: Int }',
        b='type P @key(fields: "id") { id: ID! price: Int @override(from: "a") }',
    )
    assert 'price: Int @join__field(graph: B, override: "a")' in definition(sdl, "P")


def test_unless_a_key_still_needs_it() -> None:
    sdl = expect_sdl(
        a='type Query { p: P } type P @key(fields: "id") @key(fields: "gtin") { id: ID! gtin: ID }',
        b='type P @key(fields: "id") { id: ID! gtin: ID @override(from: "a") }',
    )
    assert "@join__field(graph: A, usedOverridden: true)" in definition(sdl, "P")
