"""Clauses (c) and (f): defaults and texts name nothing hidden."""

from __future__ import annotations

import pytest
from graphql import GraphQLArgument, build_schema
from graphql.utilities import get_default_value_ast

from gateway.visibility.closure.texts import hidden_mentions, names_hidden_value

SCHEMA = build_schema("""
type Query { price(day: String): Price  list(orderBy: Sort, filter: Filter): Int }
type Price { net: Int cost: Int }
enum Sort { NAME MARGIN }
input Filter { orderBy: [Sort!] maxMargin: Int }
""")
VISIBLE = frozenset({"Query", "Query.price", "Price", "Price.net", "Sort.NAME", "Filter.orderBy"})


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("What the buyer pays, less than Price.cost.", ["Price.cost"]),
        ("See `Price.cost` and Price.net", ["Price.cost"]),
        ("Sorted by Sort.MARGIN", ["Sort.MARGIN"]),
        ("As of Query.price(day:)", ["Query.price(day:)"]),
        ("Given a `Filter`", ["Filter"]),
        ("Price, cost and filter are words", []),
        ("Price.unheard of is nothing", []),
        (None, []),
    ],
)
def test_a_text_names_what_it_writes_as_a_coordinate(text: str | None, named: list[str]) -> None:
    assert hidden_mentions(SCHEMA, text, VISIBLE) == named


@pytest.mark.parametrize(
    ("argument", "hidden"),
    [
        ("orderBy: Sort = MARGIN", True),
        ("orderBy: Sort! = NAME", False),
        ("orderBy: [Sort!]! = [NAME, MARGIN]", True),
        ("filter: Filter = {maxMargin: 3}", True),
        ("filter: Filter = {orderBy: [MARGIN]}", True),
        ("filter: Filter! = {orderBy: [NAME]}", False),
        ("filter: Filter", False),
        ("first: Int = 20", False),
    ],
)
def test_a_default_names_the_values_and_input_fields_it_holds(argument: str, hidden: bool) -> None:
    sdl = f"""
    type Query {{ list({argument}): Int }}
    enum Sort {{ NAME MARGIN }}
    input Filter {{ orderBy: [Sort!] maxMargin: Int }}
    """
    query = build_schema(sdl).query_type
    assert query
    element: GraphQLArgument = next(iter(query.fields["list"].args.values()))
    assert names_hidden_value(get_default_value_ast(element), element.type, VISIBLE) is hidden
