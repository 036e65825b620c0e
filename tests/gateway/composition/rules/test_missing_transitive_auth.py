"""MISSING_TRANSITIVE_AUTH_REQUIREMENTS."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_sdl


def subgraphs(cost: str, margin: str) -> dict[str, str]:
    return {
        "products": f"""
        type Query {{ product: Product }}
        type Product @key(fields: "sku") {{ sku: ID! cost: Int {cost} }}
        """,
        "prices": f"""
        type Product @key(fields: "sku") {{
          sku: ID!
          cost: Int @external
          margin: Int @requires(fields: "cost") {margin}
        }}
        """,
    }


def test_what_is_made_from_a_protected_field_is_protected() -> None:
    expect_errors(
        "MISSING_TRANSITIVE_AUTH_REQUIREMENTS",
        **subgraphs("@authenticated", ""),
        mentions=("[prices]", '"Product.margin"', '"Product.cost"', "@authenticated"),
    )
    expect_sdl(**subgraphs("@authenticated", "@authenticated"))


def test_it_may_be_protected_more() -> None:
    any_of = '@requiresScopes(scopes: [["finance"], ["audit"]])'
    expect_sdl(**subgraphs(any_of, '@requiresScopes(scopes: [["finance", "sales"]])'))
    expect_errors(
        "MISSING_TRANSITIVE_AUTH_REQUIREMENTS", **subgraphs(any_of, '@requiresScopes(scopes: [["finance"], ["sales"]])')
    )
