"""INCONSISTENT_EXECUTABLE_DIRECTIVE_* and NO_EXECUTABLE_DIRECTIVE_INTERSECTION."""

from __future__ import annotations

from tests.kit.composition import expect_hints


def test_a_directive_that_not_all_define_is_pointed_out() -> None:
    expect_hints(
        "INCONSISTENT_EXECUTABLE_DIRECTIVE_PRESENCE",
        a="directive @trace on QUERY type Query { a: Int }",
        b="type Query { b: Int }",
    )


def test_its_locations_and_repetition_too() -> None:
    expect_hints(
        "INCONSISTENT_EXECUTABLE_DIRECTIVE_REPEATABLE",
        "INCONSISTENT_EXECUTABLE_DIRECTIVE_LOCATIONS",
        a="directive @trace repeatable on QUERY | FIELD type Query { a: Int }",
        b="directive @trace on QUERY type Query { b: Int }",
    )


def test_without_a_common_location_it_is_left_out() -> None:
    expect_hints(
        "NO_EXECUTABLE_DIRECTIVE_INTERSECTION",
        a="directive @trace on FIELD type Query { a: Int }",
        b="directive @trace on QUERY type Query { b: Int }",
    )
