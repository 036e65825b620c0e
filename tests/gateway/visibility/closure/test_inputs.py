"""Clause (c): what takes a hidden required value cannot be asked."""

from __future__ import annotations

from tests.kit.closing import closed

SDL = """
type Query { price(customer: ID!, day: String): Int  list(filter: Filter): Int  search(filter: Filter!): Int }
type Mutation { correct(input: Input!): Int }
input Filter { name: String maxMargin: Int nested: Inner }
input Inner { secret: Int! }
input Input { by: Int! because: Reason! }
enum Reason { LOST FOUND }
"""


def test_a_hidden_required_argument_hides_its_field() -> None:
    assert "Query.price" not in closed(SDL, hidden={"Query.price(customer:)"})


def test_a_hidden_optional_argument_leaves_its_field() -> None:
    visible = closed(SDL, hidden={"Query.price(day:)"})
    assert "Query.price" in visible
    assert "Query.price(day:)" not in visible


def test_an_argument_with_a_default_is_not_required() -> None:
    visible = closed("type Query { a(first: Int! = 20): Int }", hidden={"Query.a(first:)"})
    assert visible == {"Query", "Query.a"}


def test_a_hidden_required_input_field_hides_its_type_and_what_takes_it() -> None:
    visible = closed(SDL, hidden={"Input.by"})
    assert {"Mutation", "Mutation.correct", "Input", "Input.because", "Reason"}.isdisjoint(visible)


def test_an_optional_input_field_of_an_unusable_type_goes_alone() -> None:
    visible = closed(SDL, hidden={"Inner.secret"})
    assert {"Inner", "Filter.nested"}.isdisjoint(visible)
    assert {"Filter.name", "Query.search", "Query.list(filter:)"} <= visible


def test_an_input_type_without_fields_leaves_a_field_that_can_do_without() -> None:
    visible = closed(SDL, hidden={"Filter.name", "Filter.maxMargin", "Filter.nested"})
    assert "Query.list" in visible
    assert {"Query.list(filter:)", "Query.search", "Filter", "Inner"}.isdisjoint(visible)


def test_an_enum_without_values_hides_what_requires_it() -> None:
    assert "Mutation.correct" not in closed(SDL, hidden={"Reason.LOST", "Reason.FOUND"})
