"""Introspection is measured by its lists, through fragments; the standard queries are well within."""

from __future__ import annotations

from itertools import product

import pytest
from graphql import get_introspection_query, parse

from gateway.errors import ClientError
from gateway.operations.introspection_rules import MOST_LEVELS, MOST_LISTS, IntrospectionRules, check_allowed
from gateway.operations.introspection_rules import check_extent as check
from gateway.settings import Settings

RULES = IntrospectionRules.of(Settings())
OPTIONS = (
    "descriptions",
    "specified_by_url",
    "directive_is_repeatable",
    "schema_description",
    "input_value_deprecation",
    "experimental_directive_deprecation",
    "one_of",
)


def _refused(text: str, rules: IntrospectionRules = RULES) -> str:
    with pytest.raises(ClientError) as refusal:
        check(parse(text), rules)
    assert (refusal.value.code, refusal.value.status) == ("MAX_INTROSPECTION_LIMIT", 400)
    return refusal.value.message


def test_the_standard_query_passes_with_all_its_options() -> None:
    for chosen in product((False, True), repeat=len(OPTIONS)):
        for type_depth in (7, 9):
            options = dict(zip(OPTIONS, chosen, strict=True))
            check(parse(get_introspection_query(**options, type_depth=type_depth)), RULES)


@pytest.mark.parametrize(
    "text",
    [
        "{ __schema { types { fields { args { type { name } } type { ofType { name } } } } } }",
        '{ __type(name: "T") { fields { type { fields { name } } } } }',
        '{ __type(name: "T") { fields { type { ofType { enumValues { name } } } } } }',
        '{ __type(name: "N") { possibleTypes { fields { name } } } }',
        "{ __schema { queryType { fields { type { possibleTypes { name } } } } } }",
        "{ __schema { directives { args { type { name } } } } }",
    ],
)
def test_what_tools_ask_of_types_and_their_fields_passes(text: str) -> None:
    check(parse(text), RULES)


@pytest.mark.parametrize(
    "text",
    [
        "{ __schema { types { fields { type { fields { name } } } } } }",
        "{ __schema { types { possibleTypes { fields { name } } } } }",
        "{ __schema { types { interfaces { possibleTypes { name } } } } }",
        "{ __schema { types { inputFields { type { inputFields { name } } } } } }",
        "{ __schema { types { fields { args { type { inputFields { name } } } } } } }",
        "{ __schema { types { fields { type { enumValues { name } } } } } }",
        '{ __type(name: "T") { fields { type { ofType { fields { type { fields { name } } } } } } } }',
        "{ __schema { a: types { b: fields { type { c: fields { name } } } } } }",
        "{ ... { __schema { ... on __Schema { types { ... { fields { type { fields { name } } } } } } } } }",
        "{ ...R } fragment R on Query { __schema { types { ...T } } } "
        "fragment T on __Type { fields { type { ...U } } } fragment U on __Type { fields { name } }",
        'query A { a } query B { __schema { types { fields { type { fields { name } } } } } }',
    ],
)  # fmt: skip
def test_circles_are_refused_in_each_of_their_forms(text: str) -> None:
    assert "more than 2 lists inside each other" in _refused(text)


def test_the_limit_is_that_of_the_settings() -> None:
    text = "{ __schema { types { fields { type { fields { name } } } } } }"
    check(parse(text), IntrospectionRules.of(Settings(introspection_depth_limit=3)))
    strict = IntrospectionRules.of(Settings(introspection_depth_limit=1))
    assert "more than 1 lists" in _refused("{ __schema { types { fields { name } } } }", strict)


def test_many_lists_beside_each_other_are_refused() -> None:
    def asked(count: int) -> str:
        return "{ __schema { " + " ".join(f"a{n}: types {{ name }}" for n in range(count)) + " } }"

    check(parse(asked(MOST_LISTS)), RULES)
    assert f"more than {MOST_LISTS} lists;" in _refused(asked(MOST_LISTS + 1))
    roots = " ".join(f'a{n}: __type(name: "T") {{ fields {{ name }} }}' for n in range(MOST_LISTS + 1))
    assert f"more than {MOST_LISTS} lists;" in _refused("{ " + roots + " }")


def test_fragments_that_double_at_each_step_are_counted_without_being_written_out() -> None:
    doubling = " ".join(
        f"fragment F{n} on __Type {{ a: ofType {{ ...F{n + 1} }} b: ofType {{ ...F{n + 1} }} }}" for n in range(25)
    )
    text = '{ __type(name: "T") { ...F0 } } ' + doubling + " fragment F25 on __Type { interfaces { name } }"
    assert f"more than {MOST_LISTS} lists;" in _refused(text)


def test_a_long_chain_of_wrapped_types_is_refused() -> None:
    def chain(levels: int) -> str:
        return '{ __type(name: "T") { ' + "ofType { " * (levels - 1) + "name" + " }" * levels + " }"

    check(parse(chain(MOST_LEVELS)), RULES)
    assert f"more than {MOST_LEVELS} levels" in _refused(chain(MOST_LEVELS + 1))


@pytest.mark.parametrize(
    "text",
    [
        "{ types { fields { type { fields { fields { name } } } } } }",
        "{ ...F } fragment F on Query { fields { interfaces { possibleTypes { name } } } }",
        '{ __typename types { __type(name: "T") { fields { type { fields { type { fields { name } } } } } } } }',
        "{ ...A } fragment A on Query { ...A __schema { types { ...B } } } fragment B on __Type { fields { ...B } }",
        "{ ...Unknown }",
    ],
)
def test_fields_of_the_graph_itself_and_what_validation_refuses_are_left_alone(text: str) -> None:
    check(parse(text), RULES)


@pytest.mark.parametrize(
    "text",
    [
        "{ __schema { queryType { name } } }",
        'mutation { __type(name: "T") { name } }',
        "{ a ...F } fragment F on Query { ... { __schema { types { name } } } }",
        "query A { a } query B { __schema { types { name } } }",
    ],
)
def test_introspection_is_found_wherever_it_stands_when_it_is_switched_off(text: str) -> None:
    check_allowed(parse(text), RULES)
    with pytest.raises(ClientError) as refusal:
        check_allowed(parse(text), IntrospectionRules.of(Settings(introspection=False)))
    assert refusal.value.code == "INTROSPECTION_DISABLED"


def test_names_of_types_are_no_introspection() -> None:
    check_allowed(parse("{ __typename a { __typename } }"), IntrospectionRules.of(Settings(introspection=False)))
