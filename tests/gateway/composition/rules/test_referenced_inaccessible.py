"""REFERENCED_INACCESSIBLE."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_what_is_seen_is_not_of_a_hidden_type() -> None:
    expect_errors(
        "REFERENCED_INACCESSIBLE",
        a="type Query { margin: Margin } type Margin @inaccessible { percent: Int }",
        mentions=('"Margin"', '"Query.margin"', '"a"'),
    )


def test_arguments_neither() -> None:
    expect_errors(
        "REFERENCED_INACCESSIBLE",
        a="type Query { products(filter: Filter): Int } input Filter @inaccessible { kind: String }",
        mentions=('"Query.products(filter:)"',),
    )


def test_what_is_hidden_may_be() -> None:
    supergraph = expect_valid(
        a="type Query { today: Int margin: Margin @inaccessible } type Margin @inaccessible { percent: Int }"
    )
    assert "Margin" not in supergraph.public_schema.type_map
