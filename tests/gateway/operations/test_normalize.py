"""A document in normal form: fragments inlined, constants resolved, equal response keys merged."""

from __future__ import annotations

import pytest
from graphql import build_schema, parse, print_ast, validate

from gateway.errors import ClientError
from gateway.model.guard import ALWAYS
from gateway.model.operation import Field, Fragment, Operation, Selection
from gateway.operations.normalize import normalize

SCHEMA = build_schema(
    """
    type Query { a: A  sole: Sole  media: [Media]  found(text: String, in: In): Found  n(x: Int): Int }
    type Mutation { do: Int }
    type A { id: ID  a: A  name(short: Boolean): String }
    interface Sole { id: ID }
    type Only implements Sole { id: ID  size: Int }
    interface Media { id: ID  title: String }
    type Book implements Media { id: ID  title: String  pages: Int }
    type Film implements Media { id: ID  title: String  minutes: Int }
    union Found = Book | Film | A
    input In { deep: [In!]  text: String }
    """
)


def normal(query: str, name: str | None = None) -> Operation:
    document = parse(query)
    assert not validate(SCHEMA, document)
    return normalize(SCHEMA, document, name, None)


def shape(selections: tuple[Selection, ...]) -> str:
    """The selections as compact text, guards as `?variable` and `!variable`."""
    return " ".join(_shape(one) for one in selections)


def _shape(one: Selection) -> str:
    below = f"{{{shape(one.selections)}}}" if one.selections else ""
    if isinstance(one, Fragment):
        return f"..{one.type_name}{below}"
    assert isinstance(one, Field)
    alternatives = "|".join(
        "&".join(f"{'?' if value else '!'}{name}" for name, value in sorted(one_of))
        for one_of in sorted(one.guard.any_of, key=sorted)
    )
    return (one.key if one.key == one.name else f"{one.key}:{one.name}") + alternatives + below


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ a { id } a { id name } }", "a{id name}"),
        ("{ a { ...F } } fragment F on A { id a { ...G } } fragment G on A { name }", "a{id a{name}}"),
        ("{ sole { id ... on Only { size } } }", "sole{id ..Only{size}}"),
        ("{ a { id @skip(if: true) name @include(if: true) } }", "a{name}"),
        ("query($v: Boolean!) { a { id @skip(if: $v) } }", "a{id!v}"),
        ("query($v: Boolean!) { a { id @include(if: $v) id } }", "a{id}"),
        ("query($v: Boolean!) { a { id @include(if: $v) id @skip(if: $v) } }", "a{id}"),
        (
            "query($v: Boolean!, $w: Boolean!) { a @include(if: $v) { id } a @skip(if: $w) { name } }",
            "a?v|!w{id?v name!w}",
        ),
        ("query($v: Boolean!) { a { ... @include(if: $v) { id ... @skip(if: $v) { name } } } }", "a{id?v}"),
        ("{ media { title ... on Media { id } } }", "media{title id}"),
        ("{ media { ... on Book { pages } ... on Book { title } } }", "media{..Book{pages title}}"),
        ("{ found { ... on Media { title ... on Book { pages } } } }", "found{..Media{title ..Book{pages}}}"),
        ("{ media { ... on Found { ... on Film { minutes } } } }", "media{..Found{..Film{minutes}}}"),
        ("{ a { ... on A { ... { id } } } }", "a{id}"),
        ("{ x: __typename a { __typename } }", "x:__typename a{__typename}"),
    ],
)
def test_the_normal_form(query: str, expected: str) -> None:
    assert shape(normal(query).selections) == expected


def test_a_fragment_used_twice_under_different_conditions_counts_under_both() -> None:
    operation = normal(
        "query($v: Boolean!, $w: Boolean!) { a { ...F @include(if: $v) ...F @include(if: $w) } } fragment F on A { id }"
    )
    assert shape(operation.selections) == "a{id?v|?w}"


def test_unused_variables_are_left_out_and_the_rest_keep_their_words() -> None:
    operation = normal(
        """query($t: String = "x", $v: Boolean!, $i: [In!]) {
          found(text: $t, in: {deep: $i}) { __typename } a @skip(if: true) { id @include(if: $v) }
        }"""
    )
    assert operation.used_variables == {"t", "i"}
    assert [(one.name, one.type_text, one.default) for one in operation.variables] == [
        ("t", "String", '"x"'),
        ("i", "[In!]", None),
    ]


def test_the_operation_is_chosen_by_name() -> None:
    assert normal("query A { n } query B { a { id } }", "B").name == "B"


@pytest.mark.parametrize(("name", "query"), [(None, "query A { n } query B { n }"), ("C", "query A { n }")])
def test_an_operation_that_cannot_be_chosen_is_refused(name: str | None, query: str) -> None:
    with pytest.raises(ClientError) as refused:
        normal(query, name)
    assert refused.value.code == "OPERATION_RESOLUTION_FAILURE"


def test_an_alias_in_the_room_of_introspection_is_refused_with_its_place() -> None:
    with pytest.raises(ClientError) as refused:
        normal("{ m: n\n  __typename: n(x: 1) }")
    assert refused.value.locations == ((2, 3),)


def test_introspection_is_taken_out_into_a_document_of_its_own() -> None:
    operation = normal(
        """query($v: Boolean!, $n: String!) { n ...I @include(if: $v) }
        fragment I on Query { t: __type(name: $n) { ...T } } fragment T on __Type { name }"""
    )
    assert operation.introspection is not None
    text = " ".join(print_ast(operation.introspection).split())
    assert "... @include(if: $v) { t: __type(name: $n) { ...T } }" in text
    assert " n }" not in text
    assert operation.used_variables == {"v", "n"}


def test_equal_operations_are_equal_whatever_they_looked_like() -> None:
    assert normal("{ a { id ...F } } fragment F on A { name }") == normal("{ a { ... on A { id } } a { name } }")
    assert normal("{ a { id } }").selections[0].guard is ALWAYS  # type: ignore[union-attr]
