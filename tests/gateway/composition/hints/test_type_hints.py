"""INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE, INCONSISTENT_BUT_COMPATIBLE_ARGUMENT_TYPE."""

from __future__ import annotations

from tests.kit.composition import expect_hints


def test_types_that_fit_but_differ_are_pointed_out() -> None:
    (hint,) = expect_hints(
        "INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE",
        a="type Query { today: Int @shareable }",
        b="type Query { today: Int! @shareable }",
    )
    assert hint.level == "INFO"
    assert hint.message == '"Query.today" is "Int" in subgraph "a", "Int!" in subgraph "b"; the supergraph takes "Int"'


def test_those_of_arguments_too() -> None:
    expect_hints(
        "INCONSISTENT_BUT_COMPATIBLE_ARGUMENT_TYPE",
        a="type Query { product(sku: ID): Int @shareable }",
        b="type Query { product(sku: ID!): Int @shareable }",
    )


def test_equal_subgraphs_give_no_hints() -> None:
    expect_hints(
        a='"Now." type Query { "The day." today(zone: ID = 1): Int @shareable }',
        b='"Now." type Query { "The day." today(zone: ID = 1): Int @shareable }',
    )
