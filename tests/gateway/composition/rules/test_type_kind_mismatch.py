"""TYPE_KIND_MISMATCH."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_a_type_is_of_one_kind() -> None:
    expect_errors(
        "TYPE_KIND_MISMATCH",
        a="type Query { a: Money } type Money { amount: String }",
        b="type Query { b: Money } scalar Money",
        mentions=('"Money"', '"object" in subgraph "a"', '"scalar" in subgraph "b"'),
    )


def test_an_interface_may_be_an_interface_object_elsewhere() -> None:
    expect_valid(
        a="""
        type Query { media: Media }
        interface Media @key(fields: "id") { id: ID! }
        type Picture implements Media @key(fields: "id") { id: ID! }
        """,
        b='type Media @interfaceObject @key(fields: "id") { id: ID! views: Int }',
    )
