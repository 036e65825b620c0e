"""EMPTY_MERGED_ENUM_TYPE."""

from __future__ import annotations

from tests.kit.composition import definition, expect_errors, expect_sdl


def test_an_input_enum_without_a_common_value_is_empty() -> None:
    expect_errors(
        "EMPTY_MERGED_ENUM_TYPE",
        a="type Query { a(sort: Sort): Int } enum Sort { NAME }",
        b="type Query { b(sort: Sort): Int } enum Sort { SKU }",
        mentions=('"Sort"', 'subgraphs "a" and "b"'),
    )


def test_the_common_values_remain() -> None:
    sdl = expect_sdl(
        a="type Query { a(sort: Sort): Int } enum Sort { NAME SKU }",
        b="type Query { b(sort: Sort): Int } enum Sort { SKU NEWEST }",
    )
    assert "SKU" in definition(sdl, "Sort")
    assert "NAME" not in definition(sdl, "Sort")
    assert "NEWEST" not in definition(sdl, "Sort")
