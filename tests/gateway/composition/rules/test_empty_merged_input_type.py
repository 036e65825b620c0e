"""EMPTY_MERGED_INPUT_TYPE."""

from __future__ import annotations

from tests.kit.composition import definition, expect_errors, expect_sdl


def test_an_input_object_without_a_common_field_is_empty() -> None:
    expect_errors(
        "EMPTY_MERGED_INPUT_TYPE",
        a="type Query { a(filter: Filter): Int } input Filter { kind: String }",
        b="type Query { b(filter: Filter): Int } input Filter { platform: String }",
        mentions=('"Filter"', 'subgraphs "a" and "b"'),
    )


def test_the_common_fields_remain() -> None:
    sdl = expect_sdl(
        a="type Query { a(filter: Filter): Int } input Filter { kind: String platform: String }",
        b="type Query { b(filter: Filter): Int } input Filter { platform: String }",
    )
    assert "platform: String" in definition(sdl, "Filter")
    assert "kind" not in definition(sdl, "Filter")
