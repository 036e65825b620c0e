"""FIELD_ARGUMENT_DEFAULT_MISMATCH, INPUT_FIELD_DEFAULT_MISMATCH."""

from __future__ import annotations

from tests.kit.composition import definition, expect_errors, expect_sdl


def test_an_argument_has_one_default() -> None:
    expect_errors(
        "FIELD_ARGUMENT_DEFAULT_MISMATCH",
        a="type Query { pages(first: Int = 20): Int @shareable }",
        b="type Query { pages(first: Int = 50): Int @shareable }",
        mentions=('"Query.pages(first:)"', '"20" in subgraph "a"', '"50" in subgraph "b"'),
    )


def test_an_input_field_has_one_default() -> None:
    expect_errors(
        "INPUT_FIELD_DEFAULT_MISMATCH",
        a='type Query { a(filter: Filter): Int } input Filter { kind: String = "x" }',
        b='type Query { b(filter: Filter): Int } input Filter { kind: String = "y" }',
        mentions=('"Filter.kind"',),
    )


def test_a_default_that_only_some_give_is_dropped() -> None:
    sdl = expect_sdl(
        a="type Query { pages(first: Int = 20): Int @shareable }",
        b="type Query { pages(first: Int): Int @shareable }",
    )
    assert "pages(first: Int): Int" in definition(sdl, "Query")


def test_equal_defaults_are_kept() -> None:
    sdl = expect_sdl(
        a="type Query { pages(first: Int = 20): Int @shareable }",
        b="type Query { pages(first: Int = 20): Int @shareable }",
    )
    assert "pages(first: Int = 20): Int" in definition(sdl, "Query")
