"""What a document names of the public schema that its sender does not see, whatever else it holds."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import build_schema, parse

from gateway.operations.hidden_names import hidden_in_variables, hidden_names
from gateway.visibility import unrestricted

SCHEMA = build_schema("""
type Query { items(by: Sort, where: Filter, all: [[Filter!]!]): [Item!]  node: Node }
interface Node { id: ID!  cost: Int }
type Item implements Node { id: ID!  cost: Int  parts(first: Int, by: [Sort!]): [Item!] }
input Filter { text: String  margin: Int  and: [Filter!]  sort: Sort }
enum Sort { NAME MARGIN }
directive @sorted(by: Sort) on FIELD | QUERY
""")
EVERYTHING = unrestricted(SCHEMA).coordinates
MARGIN = EVERYTHING - {"Filter.margin", "Sort.MARGIN"}


@pytest.mark.parametrize(
    ("hidden", "document"),
    [
        ("Item.cost", "{ items { ok: id nope: cost } }"),
        ("Item.cost", "{ node { ... on Item { ...F } } } fragment F on Item { parts { cost } }"),
        ("Item.cost", "{ items { ... { cost } } }"),
        ("Node.cost", "{ node { cost } }"),
        ("Item.parts(first:)", "{ items { parts(first: 7) { id } } }"),
        ("Sort.MARGIN", "{ items(by: MARGIN) { id } }"),
        ("Sort.MARGIN", "{ items { parts(by: [NAME, MARGIN]) { id } } }"),
        ("Sort.MARGIN", "query ($by: Sort = MARGIN) { items(by: $by) { id } }"),
        ("Sort.MARGIN", "query @sorted(by: MARGIN) { items { id } }"),
        ("Sort.MARGIN", "{ items { id @sorted(by: MARGIN) } }"),
        ("Filter.margin", "{ items(where: {and: [{margin: 3}]}) { id } }"),
        ("Filter.margin", "{ items(all: [[{text: $t, margin: $m}]]) { id } }"),
        ("Item", "{ node { ... on Item { id } } }"),
        ("Filter", "query ($where: [Filter!]!) { items { id } }"),
    ],
)
def test_each_way_to_name_something_is_found(hidden: str, document: str) -> None:
    assert hidden_names(SCHEMA, EVERYTHING - {hidden}, parse(document)) == (hidden,)
    assert hidden_names(SCHEMA, EVERYTHING, parse(document)) == ()


@pytest.mark.parametrize(
    "document",
    [
        "{ nothing { cost } items(nope: MARGINS) { idd { cost } ... on Nobody { cost } __typename } }",
        "mutation { cost } subscription S { cost } fragment F on Nobody { cost }",
        "query ($a: Nobody, $b: [Sort] = [MARGINS]) @nowhere(by: MARGIN) { items(where: [1, {x: {margin: 1}}]) }",
        '{ __schema { types { name } } __type(name: "Item") { fields { name } } node { __typename } }',
        '{ items(by: "MARGIN", where: "margin") { id } }',
    ],
)
def test_what_does_not_exist_is_nothing_hidden(document: str) -> None:
    assert hidden_names(SCHEMA, MARGIN - {"Item.cost", "Node.cost"}, parse(document)) == ()


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        ("Sort", "MARGIN", ("Sort.MARGIN",)),
        ("[Sort!]!", ["NAME", "MARGIN", "MARGIN"], ("Sort.MARGIN",)),
        ("Filter", {"and": [{"margin": 3}], "sort": "MARGIN"}, ("Sort.MARGIN", "Filter.margin")),
        ("Filter", {"text": "MARGIN", "margin_": 3}, ()),
        ("Filter", [1, None, "margin"], ()),
        ("Sort", "MARGINS", ()),
        ("String", "MARGIN", ()),
        ("Nobody", "MARGIN", ()),
    ],
)
def test_so_are_the_values_of_variables(kind: str, value: Any, found: tuple[str, ...]) -> None:
    document = parse(f"query ($v: {kind}) {{ items {{ id }} }}")
    assert hidden_in_variables(SCHEMA, MARGIN, document, {"v": value, "other": "MARGIN"}) == found


def test_a_document_that_nests_and_repeats_as_deep_as_it_likes_is_walked_once() -> None:
    deep = "{ items " + "{ parts " * 60 + "{ cost }" + "}" * 61
    value = "{and: [" * 40 + "{margin: 1}" + "]}" * 40
    fragments = "fragment A on Item { ...B cost } fragment B on Item { ...A }"
    circle = f"{{ items(where: {value}) {{ ...A ...A }} }} {fragments}"
    assert hidden_names(SCHEMA, EVERYTHING - {"Item.cost"}, parse(deep)) == ("Item.cost",)
    assert hidden_names(SCHEMA, MARGIN - {"Item.cost"}, parse(circle)) == ("Filter.margin", "Item.cost")
