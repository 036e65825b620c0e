"""EXTENSION_WITH_NO_BASE."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_a_type_is_defined_somewhere() -> None:
    expect_errors(
        "EXTENSION_WITH_NO_BASE",
        a='type Query { p: P } extend type P @key(fields: "id") { id: ID! }',
        mentions=('"P"', 'subgraph "a"'),
    )


def test_a_type_may_be_extended_by_another_subgraph() -> None:
    expect_valid(
        a='type Query { p: P } type P @key(fields: "id") { id: ID! }',
        b='extend type P @key(fields: "id") { id: ID! @external price: Int }',
    )


def test_root_types_may_only_be_extended() -> None:
    expect_valid(a="extend type Query { a: Int }")
