"""ENUM_VALUE_MISMATCH."""

from __future__ import annotations

from tests.kit.composition import definition, expect_errors, expect_sdl, expect_valid


def test_an_enum_that_goes_both_ways_is_the_same_everywhere() -> None:
    expect_errors(
        "ENUM_VALUE_MISMATCH",
        a="type Query { orders(state: State): State } enum State { OPEN SHIPPED }",
        b="type Query { b: Int } enum State { OPEN }",
        mentions=('"SHIPPED"', 'subgraph "a"', 'subgraph "b"'),
    )


def test_an_inaccessible_value_may_be_missing() -> None:
    expect_valid(
        a="type Query { orders(state: State): State } enum State { OPEN SHIPPED @inaccessible }",
        b="type Query { b: Int } enum State { OPEN }",
    )


def test_an_enum_that_only_goes_out_has_all_values() -> None:
    sdl = expect_sdl(
        a="type Query { a: State } enum State { OPEN }",
        b="type Query { b: State } enum State { OPEN SHIPPED }",
    )
    assert "SHIPPED @join__enumValue(graph: B)" in definition(sdl, "State")
