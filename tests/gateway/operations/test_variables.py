"""Variables are coerced against what the viewer sees; what he may not see and what is not there read the same."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLSchema, build_schema, parse

from gateway.errors import ClientErrors
from gateway.model.visible import VisibleSchema
from gateway.operations.normalize import normalize
from gateway.operations.variables import coerce_variables
from tests.kit.visible_parts import all_coordinates

SDL = """
type Query { products(sort: Sort, filter: Filter, first: Int = 10, at: Date): Int  cost(of: Secret): Int }
enum Sort { NAME MARGIN }
input Filter { search: String, maxMargin: Int, nested: Filter }
input Secret { margin: Int! }
scalar Date
"""
VISIBLE_SDL = """
type Query { products(sort: Sort, filter: Filter, first: Int = 10, at: Date): Int }
enum Sort { NAME }
input Filter { search: String, nested: Filter }
scalar Date
"""
PUBLIC = build_schema(SDL)
VISIBLE = VisibleSchema(
    "visitor",
    build_schema(VISIBLE_SDL),
    frozenset(all_coordinates(build_schema(VISIBLE_SDL))),
)


def _coerced(text: str, schema: GraphQLSchema = VISIBLE.schema, **given: Any) -> dict[str, Any]:
    return coerce_variables(schema, normalize(PUBLIC, parse(text), None, VISIBLE), given)


def _refused(text: str, **given: Any) -> str:
    with pytest.raises(ClientErrors) as refusal:
        _coerced(text, **given)
    assert {error.code for error in refusal.value.errors} == {"BAD_USER_INPUT"}
    assert refusal.value.status == 400
    return str(refusal.value)


def test_values_are_coerced_and_defaults_applied() -> None:
    text = "query($sort: Sort = NAME, $first: Int, $at: Date) { products(sort: $sort, first: $first, at: $at) }"
    assert _coerced(text, at="2026-11-24") == {"sort": "NAME", "at": "2026-11-24"}
    assert _coerced(text, sort=None, first=3) == {"sort": None, "first": 3}


@pytest.mark.parametrize("value", ["3", 3.5, True, 2**31, [], {}])
def test_a_value_of_the_wrong_type_is_refused(value: Any) -> None:
    assert "Int" in _refused("query($first: Int) { products(first: $first) }", first=value)


def test_a_missing_required_value_is_refused() -> None:
    assert "$first" in _refused("query($first: Int!) { products(first: $first) }")


def test_a_hidden_enum_value_is_refused_like_one_that_does_not_exist() -> None:
    text = "query($sort: Sort) { products(sort: $sort) }"
    assert _refused(text, sort="MARGIN") == _refused(text, sort="NUMBER").replace("NUMBER", "MARGIN")


def test_a_hidden_input_field_is_refused_like_one_that_does_not_exist() -> None:
    text = "query($filter: Filter) { products(filter: $filter) }"
    hidden = _refused(text, filter={"nested": {"maxMargin": 3}})
    assert hidden == _refused(text, filter={"nested": {"minWeight": 3}}).replace("minWeight", "maxMargin")


def test_a_refusal_suggests_no_names() -> None:
    assert "mean" not in _refused("query($sort: Sort) { products(sort: $sort) }", sort="NAM")
    assert "mean" not in _refused("query($filter: Filter) { products(filter: $filter) }", filter={"serch": ""})


def test_variables_of_masked_parts_are_not_looked_at() -> None:
    text = "query($of: Secret, $first: Int) { products(first: $first) cost(of: $of) }"
    assert _coerced(text, of={"anything": "at all"}, first=1) == {"first": 1}


def test_values_for_unknown_variables_are_ignored() -> None:
    assert _coerced("{ products }", sort="MARGIN") == {}


def test_very_many_mistakes_are_not_all_listed() -> None:
    text = "query($filter: Filter) { products(filter: $filter) }"
    with pytest.raises(ClientErrors) as refusal:
        _coerced(text, filter={f"x{number}": 1 for number in range(1000)})
    assert len(refusal.value.errors) <= 21


@pytest.mark.parametrize(
    "document",
    [
        "query($on: Boolean = true) { products @include(if: $on) }",
        "query($on: Boolean = true) { products @skip(if: $on) }",
        "query($on: Boolean = true) { ... @include(if: $on) { products } }",
        "query($on: Boolean = true) { ...Deferred } fragment Deferred on Query { ... @defer(if: $on) { products } }",
        "query($on: Boolean = true) { __schema { types @include(if: $on) { name } } }",
    ],
)
def test_a_variable_by_which_a_directive_decides_may_have_a_default_but_not_be_null(document: str) -> None:
    assert _coerced(document) == {"on": True}
    assert _coerced(document, on=False) == {"on": False}
    with pytest.raises(ClientErrors) as refused:
        _coerced(document, on=None)
    (error,) = refused.value.errors
    assert (error.code, error.message) == (
        "BAD_USER_INPUT",
        "Variable '$on' must not be null, as a directive decides by it.",
    )
    assert error.locations == ((1, 7),)


def test_a_variable_that_is_only_given_to_arguments_may_be_null() -> None:
    text = "query($first: Int = 3, $on: Boolean!) { products(first: $first) @include(if: $on) }"
    assert _coerced(text, first=None, on=True) == {"first": None, "on": True}


def test_a_directive_that_has_a_default_of_its_own_goes_without_a_value_but_takes_no_null() -> None:
    text = "query($on: Boolean) { ... @defer(if: $on) { products } }"
    assert _coerced(text) == {}
    with pytest.raises(ClientErrors, match="must not be null"):
        _coerced(text, on=None)
