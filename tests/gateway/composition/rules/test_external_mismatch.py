"""EXTERNAL_TYPE_MISMATCH, EXTERNAL_ARGUMENT_MISSING, EXTERNAL_ARGUMENT_TYPE_MISMATCH,
EXTERNAL_ARGUMENT_DEFAULT_MISMATCH."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def subgraphs(external: str, own: str) -> dict[str, str]:
    requires = "weight" if "!" not in own.split(")")[0] else "weight(unit: 1)"
    return {
        "shipping": f'''
        type Query {{ product: Product }}
        type Product @key(fields: "sku") {{ sku: ID! {external} @external fee: Int @requires(fields: "{requires}") }}
        ''',
        "products": f'type Product @key(fields: "sku") {{ sku: ID! {own} }}',
    }


def test_an_external_field_has_the_type_it_has_elsewhere() -> None:
    expect_valid(**subgraphs("weight: Int", "weight: Int"))
    expect_errors(
        "EXTERNAL_TYPE_MISMATCH",
        **subgraphs("weight: Int!", "weight: Int"),
        mentions=("[shipping]", '"Product.weight"', '"Int!"', '"Int"'),
    )


def test_it_has_the_arguments_it_has_elsewhere() -> None:
    expect_errors(
        "EXTERNAL_ARGUMENT_MISSING", **subgraphs("weight: Int", "weight(unit: Int): Int"), mentions=('"unit"',)
    )


def test_its_arguments_accept_what_they_accept_elsewhere() -> None:
    expect_errors(
        "EXTERNAL_ARGUMENT_TYPE_MISMATCH",
        **subgraphs("weight(unit: String): Int", "weight(unit: Int): Int"),
        mentions=('"String"', '"Int"'),
    )


def test_its_arguments_have_the_defaults_they_have_elsewhere() -> None:
    expect_errors(
        "EXTERNAL_ARGUMENT_DEFAULT_MISMATCH",
        **subgraphs("weight(unit: Int = 1): Int", "weight(unit: Int = 2): Int"),
        mentions=("default 1", "it is 2"),
    )
