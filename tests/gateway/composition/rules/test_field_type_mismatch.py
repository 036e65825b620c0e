"""FIELD_TYPE_MISMATCH."""

from __future__ import annotations

from tests.kit.composition import definition, expect_errors, expect_sdl


def test_the_types_of_a_field_fit_together() -> None:
    expect_errors(
        "FIELD_TYPE_MISMATCH",
        a="type Query { count: Int @shareable }",
        b="type Query { count: String @shareable }",
        mentions=('"Query.count"', '"Int" in subgraph "a"', '"String" in subgraph "b"'),
    )


def test_lists_are_equally_deep() -> None:
    expect_errors(
        "FIELD_TYPE_MISMATCH",
        a="type Query { count: [Int] @shareable }",
        b="type Query { count: Int @shareable }",
    )


def test_one_type_holds_all_others() -> None:
    expect_errors(
        "FIELD_TYPE_MISMATCH",
        a="type Query { counts: [Int!] @shareable }",
        b="type Query { counts: [Int]! @shareable }",
    )


def test_the_nullable_type_stands_and_each_row_tells_its_own() -> None:
    sdl = expect_sdl(a="type Query { count: Int @shareable }", b="type Query { count: Int! @shareable }")
    row = 'count: Int @join__field(graph: A, type: "Int") @join__field(graph: B, type: "Int!")'
    assert row in definition(sdl, "Query")


def test_an_interface_holds_its_implementations() -> None:
    sdl = expect_sdl(
        a="""
        type Query { media: Media @shareable }
        interface Media { url: String }
        type Picture implements Media @shareable { url: String }
        """,
        b="type Query { media: Picture @shareable } type Picture @shareable { url: String }",
    )
    assert "media: Media @join__field" in definition(sdl, "Query")


def test_of_input_fields_the_stricter_type_stands() -> None:
    sdl = expect_sdl(
        a="type Query { a(filter: Filter): Int } input Filter { kind: String }",
        b="type Query { b(filter: Filter): Int } input Filter { kind: String! }",
    )
    assert "kind: String! @join__field" in definition(sdl, "Filter")
