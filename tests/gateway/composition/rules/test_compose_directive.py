"""DIRECTIVE_COMPOSITION_ERROR."""

from __future__ import annotations

from tests.kit.composition import definition, expect_errors, expect_sdl

LINKED = """
extend schema @link(url: "https://example.test/audience/v1.0", import: ["@audience"])
"""


def test_a_linked_directive_reaches_the_supergraph() -> None:
    sdl = expect_sdl(
        products=LINKED
        + """
        extend schema @composeDirective(name: "@audience")
        directive @audience(name: String!) on FIELD_DEFINITION
        type Query { cost: Int @audience(name: "finance") }
        """
    )
    assert '@audience(name: "finance")' in definition(sdl, "Query")
    assert '@link(url: "https://example.test/audience/v1.0", import: ["@audience"])' in sdl


def test_a_directive_that_nobody_composes_stays_in_its_subgraph() -> None:
    sdl = expect_sdl(products="directive @own on FIELD_DEFINITION type Query { cost: Int @own }")
    assert "@own" not in sdl


def test_a_directive_without_a_specification_cannot_be_composed() -> None:
    expect_errors(
        "DIRECTIVE_COMPOSITION_ERROR",
        products="""
        extend schema @composeDirective(name: "@audience")
        directive @audience(name: String!) on FIELD_DEFINITION
        type Query { cost: Int }
        """,
        mentions=("[products]", '"@audience"', "@link"),
    )


def test_an_undefined_directive_cannot_be_composed() -> None:
    expect_errors(
        "DIRECTIVE_COMPOSITION_ERROR",
        products='extend schema @composeDirective(name: "@nothing") type Query { cost: Int }',
        mentions=('"@nothing" is not defined',),
    )


def test_its_name_begins_with_an_at_sign() -> None:
    expect_errors(
        "DIRECTIVE_COMPOSITION_ERROR",
        products='extend schema @composeDirective(name: "audience") type Query { cost: Int }',
    )
