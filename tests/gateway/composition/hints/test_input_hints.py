"""INCONSISTENT_ARGUMENT_PRESENCE, INCONSISTENT_INPUT_OBJECT_FIELD, INCONSISTENT_DEFAULT_VALUE_PRESENCE."""

from __future__ import annotations

from tests.kit.composition import expect_hints


def test_an_argument_that_is_left_out_is_pointed_out() -> None:
    (hint,) = expect_hints(
        "INCONSISTENT_ARGUMENT_PRESENCE",
        a="type Query { product(sku: ID): Int @shareable }",
        b="type Query { product: Int @shareable }",
    )
    assert hint.level == "WARN"
    assert '"Query.product(sku:)"' in hint.message


def test_an_input_field_that_is_left_out_is_pointed_out() -> None:
    expect_hints(
        "INCONSISTENT_INPUT_OBJECT_FIELD",
        a="type Query { a(filter: Filter): Int } input Filter { kind: String platform: String }",
        b="type Query { b(filter: Filter): Int } input Filter { platform: String }",
    )


def test_a_default_that_is_dropped_is_pointed_out() -> None:
    expect_hints(
        "INCONSISTENT_DEFAULT_VALUE_PRESENCE",
        a="type Query { pages(first: Int = 20): Int @shareable }",
        b="type Query { pages(first: Int): Int @shareable }",
    )
