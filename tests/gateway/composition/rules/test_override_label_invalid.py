"""OVERRIDE_LABEL_INVALID."""

from __future__ import annotations

from tests.kit.composition import definition, expect_errors, expect_sdl, expect_valid


def subgraphs(label: str) -> dict[str, str]:
    return {
        "old": "type Query { today: Int }",
        "new": f'type Query {{ today: Int @override(from: "old", label: "{label}") }}',
    }


def test_a_label_is_a_name_or_a_percentage() -> None:
    expect_sdl(**subgraphs("percent(12.5)"))
    expect_sdl(**subgraphs("percent(100)"))
    expect_sdl(**subgraphs("beta:users"))
    for label in ("percent(101)", "percent(-1)", "1st", "per cent", ""):
        expect_errors("OVERRIDE_LABEL_INVALID", **subgraphs(label), mentions=("[new]", '"Query.today"'))


def test_both_sides_of_a_progressive_override_are_told() -> None:
    sdl = expect_sdl(**subgraphs("percent(5)"))
    assert '@join__field(graph: OLD, overrideLabel: "percent(5)")' in definition(sdl, "Query")
    assert "today" in expect_valid(**subgraphs("percent(5)")).types["Query"]["old"].fields
    assert '@join__field(graph: NEW, override: "old", overrideLabel: "percent(5)")' in definition(sdl, "Query")


def test_a_label_without_anything_to_take_over_is_not_told() -> None:
    sdl = expect_sdl(
        old="type Query { other: Int }",
        new="""
        type Query { today: Int @override(from: "old", label: "x")  now: Int @override(from: "gone", label: "y") }
        """,
    )
    assert "overrideLabel" not in definition(sdl, "Query")
