"""INTERFACE_KEY_NOT_ON_IMPLEMENTATION, INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_every_implementation_has_the_key_of_its_interface() -> None:
    expect_errors(
        "INTERFACE_KEY_NOT_ON_IMPLEMENTATION",
        a="""
        type Query { media: Media }
        interface Media @key(fields: "id") { id: ID! }
        type Picture implements Media { id: ID! }
        """,
        mentions=("[a]", '"Media"', '"Picture"'),
    )


def test_the_order_of_fields_in_a_key_does_not_matter() -> None:
    expect_valid(
        a="""
        type Query { media: Media }
        interface Media @key(fields: "id of { sku }") { id: ID! of: Of }
        type Picture implements Media @key(fields: "of { sku } id") { id: ID! of: Of }
        type Of { sku: ID! }
        """
    )


def test_a_subgraph_that_can_be_entered_by_an_interface_knows_all_its_implementations() -> None:
    expect_errors(
        "INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE",
        a="""
        type Query { media: Media }
        interface Media @key(fields: "id") { id: ID! }
        type Picture implements Media @key(fields: "id") { id: ID! }
        """,
        b="""
        interface Media { id: ID! }
        type Drawing implements Media { id: ID! }
        """,
        mentions=("[a]", '"Drawing"'),
    )
