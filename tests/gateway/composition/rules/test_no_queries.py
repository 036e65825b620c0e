"""NO_QUERIES."""

from __future__ import annotations

from tests.kit.composition import expect_errors, expect_valid


def test_a_supergraph_has_queries() -> None:
    expect_errors("NO_QUERIES", a='type P @key(fields: "id") { id: ID! }', mentions=('"a"',))


def test_no_subgraphs_no_queries() -> None:
    expect_errors("NO_QUERIES")


def test_the_root_may_have_another_name() -> None:
    expect_valid(a="schema { query: Reading } type Reading { today: String again: Reading }")
