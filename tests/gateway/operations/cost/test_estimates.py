"""What an operation may cost, by the weights and sizes that its schema says (Apollo's defaults where it says none)."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import parse

from gateway.errors import ClientError
from gateway.operations.cost import CostRules, Price
from gateway.operations.normalize import normalize
from gateway.supergraph import Supergraph
from gateway.visibility import unrestricted
from gateway.visibility.pruning import visible_schema
from tests.kit.composition import expect_valid

LIST = 10
"""What a list is taken for of which nothing is said."""


def supergraph(sdl: str) -> Supergraph:
    return expect_valid(a=sdl)


def price(graph: Supergraph, query: str, allowed: frozenset[str] | None = None) -> Price:
    public = graph.public_schema
    visible = unrestricted(public) if allowed is None else visible_schema(public, allowed)
    return Price(normalize(visible.schema, parse(query), None, None), visible.schema, graph.costs, CostRules(LIST))


def estimate(sdl: str, query: str, **variables: Any) -> float:
    return price(supergraph(sdl), query).estimate(variables)


BOOKS = """
type Query { book(id: ID): Book  books: [Book]  shelves: [[Book]]  titles: [String] }
type Mutation { borrow(id: ID): Book }
type Subscription { borrowed: Book }
type Book { title: String  author: Author  publisher: Publisher }
type Author { name: String }
type Publisher { name: String  address: Address }
type Address { zip: String }
"""


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ book { title author { name } publisher { name address { zip } } } }", 4),
        ("{ __typename }", 0),
        ("{ __schema { types { name } } }", 0),
        ("{ book { title } }", 1),
        ("{ books { title } }", LIST),
        ("{ books { author { name } } }", 2 * LIST),
        ("{ shelves { title } }", LIST * LIST),
        ("{ titles }", 0),
        ("{ a: book { title } b: book { title } }", 2),
        ("{ book { author { name } } ... on Query { book { author { name } } } }", 2),
        ("mutation { borrow { title } }", 11),
        ("subscription { borrowed { title } }", 1),
    ],
)
def test_without_directives_objects_cost_one_leaves_nothing_and_mutations_ten(query: str, cost: float) -> None:
    assert estimate(BOOKS, query) == cost


WEIGHED = """
type Query {
  report(year: Int @cost(weight: 3), filter: Filter): Report @cost(weight: 7)
  today: Int  dear: Dear  old: [Old]
}
type Report { pages: Int @cost(weight: 2)  kind: Kind }
type Dear @cost(weight: 50) { name: String }
type Old @cost(weight: 0) { name: String }
enum Kind @cost(weight: 4) { SHORT LONG }
input Filter { word: String @cost(weight: 5)  nested: Filter  any: [Filter!] }
"""


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ today }", 0),
        ("{ report { __typename } }", 7),
        ("{ report { pages kind } }", 7 + 2 + 4),
        ("{ report(year: 2026) { __typename } }", 7 + 3),
        ("{ report(year: null) { __typename } }", 7),
        ("{ report(filter: {}) { __typename } }", 7 + 1),
        ('{ report(filter: {word: "a", nested: {word: "b"}}) { __typename } }', 7 + 1 + 5 + 1 + 5),
        ("{ report(filter: {any: [{}, {}, {nested: {}}]}) { __typename } }", 7 + 1 + 3 + 1),
        ("{ dear { name } }", 50),
        ("{ old { name } }", 0),
    ],
)
def test_a_weight_counts_for_a_field_a_type_an_argument_an_input_field_and_an_enum(query: str, cost: float) -> None:
    assert estimate(WEIGHED, query) == cost


def test_what_an_argument_costs_by_variable_is_what_it_costs_written_out() -> None:
    query = "query($year: Int, $filter: Filter) { report(year: $year, filter: $filter) { __typename } }"
    assert estimate(WEIGHED, query) == 7
    assert estimate(WEIGHED, query, year=None, filter=None) == 7
    assert estimate(WEIGHED, query, year=2026, filter={"nested": {"word": "b"}}) == 7 + 3 + 1 + 1 + 5
    within = "query($word: String) { report(filter: {word: $word}) { __typename } }"
    assert estimate(WEIGHED, within, word="a") == 7 + 1 + 5


SIZED = """
type Query {
  plain: [Item] @listSize(assumedSize: 3)
  sliced(first: Int, last: Int): [Item] @listSize(slicingArguments: ["first", "last"])
  loose(first: Int, last: Int): [Item]
    @listSize(slicingArguments: ["first", "last"], requireOneSlicingArgument: false, assumedSize: 8)
  usual(first: Int = 5): [Item] @listSize(slicingArguments: ["first"])
  page(first: Int): Page @listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"])
}
type Page { nodes: [Item]  edges: [Edge]  total: [Item] }
type Edge { node: Item }
type Item { name: String  parts: [Item] @listSize(assumedSize: 2) }
"""


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ plain { name } }", 3),
        ("{ plain { parts { name } } }", 3 * (1 + 2)),
        ("{ sliced(first: 4) { name } }", 4),
        ("{ sliced(last: 0) { name } }", 0),
        ("{ sliced(first: 4, last: null) { name } }", 4),
        ("{ sliced(first: -1) { name } }", LIST),
        ("{ loose { name } }", 8),
        ("{ loose(first: 2, last: 6) { name } }", 6),
        ("{ loose(first: -1) { name } }", 8),
        ("{ usual { name } }", 5),
        ("{ usual(first: 9) { name } }", 9),
        ("{ page(first: 4) { nodes { name } } }", 1 + 4),
        ("{ page(first: 4) { edges { node { name } } } }", 1 + 4 * 2),
        ("{ page(first: 4) { total { name } } }", 1 + LIST),
        ("{ page(first: 4) { nodes { parts { name } } } }", 1 + 4 * (1 + 2)),
    ],
)
def test_a_list_is_as_long_as_its_slicing_argument_says_or_as_is_assumed(query: str, cost: float) -> None:
    assert estimate(SIZED, query) == cost


@pytest.mark.parametrize(
    "query", ["{ sliced { name } }", "{ sliced(first: 1, last: 1) { name } }", "{ sliced { __typename } }"]
)
def test_where_one_slicing_argument_is_wanted_none_and_two_are_refused_by_name(query: str) -> None:
    with pytest.raises(ClientError, match="one of the arguments first, last") as refusal:
        estimate(SIZED, query)
    assert refusal.value.code == "BAD_USER_INPUT"
    assert "'Query.sliced'" in refusal.value.message


def test_a_size_by_variable_is_read_for_each_request_of_one_price() -> None:
    query = "query($n: Int, $m: Int) { sliced(first: $n) { parts { name } } loose(first: $m) { name } }"
    one = price(supergraph(SIZED), query)
    assert one.estimate({"n": 4}) == 4 * 3 + 8
    assert one.estimate({"n": 100, "m": 50}) == 300 + 50
    for left_out in ({}, {"n": None}):
        with pytest.raises(ClientError, match="exactly one"):
            one.estimate(left_out)


def test_a_variable_that_is_left_out_leaves_the_default_and_null_does_not() -> None:
    one = price(supergraph(SIZED), "query($n: Int) { usual(first: $n) { name } }")
    assert one.estimate({}) == 5
    with pytest.raises(ClientError, match="exactly one"):
        one.estimate({"n": None})


def test_what_is_skipped_costs_nothing() -> None:
    one = price(supergraph(BOOKS), "query($all: Boolean!) { book { title } books @include(if: $all) { title } }")
    assert (one.estimate({"all": False}), one.estimate({"all": True})) == (1, 1 + LIST)


def test_a_price_without_variables_is_a_number_and_no_computation() -> None:
    assert isinstance(price(supergraph(SIZED), "{ sliced(first: 4) { name } }")._estimate, float)


def test_the_largest_size_there_is_is_estimated_and_not_run_out_of() -> None:
    nested = "{ page(first: 2147483647) { nodes { " + "parts { " * 40 + "name" + " }" * 40 + " } } }"
    assert estimate(SIZED, nested) > 2147483647


MEDIA = """
type Query { media: [Media]  any: Either }
interface Media { url: String  pages(first: Int): [Page] }
type Film implements Media @cost(weight: 20) { url: String @cost(weight: 6)  pages(first: Int): [Page] }
type Book implements Media { url: String  pages(first: Int): [Page] @listSize(slicingArguments: ["first"]) }
type Page { text: String }
union Either = Film | Book
"""


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ media { __typename } }", LIST * 20),
        ("{ any { __typename } }", 20),
        ("{ media { url } }", LIST * (20 + 6)),
        ("{ media { pages(first: 3) { text } } }", LIST * (20 + 3)),
        ("{ any { ... on Book { pages(first: 3) { text } } ... on Film { url } } }", 20 + 3 + 6),
    ],
)
def test_of_an_abstract_type_the_heaviest_member_counts(query: str, cost: float) -> None:
    assert estimate(MEDIA, query) == cost


def test_what_the_viewer_does_not_see_neither_counts_nor_shows() -> None:
    graph = supergraph(MEDIA)
    seen = frozenset(
        {"Query.media", "Book", "Book.url", "Book.pages", "Media.url", "Page.text", "Query", "Media", "Page"}
    )
    assert price(graph, "{ media { url } }").estimate({}) == LIST * 26
    assert price(graph, "{ media { url } }", seen).estimate({}) == LIST
    assert price(graph, "{ media { pages { text } } }", seen).estimate({}) == LIST * (1 + LIST), "first is not seen"


CUSTOM = """
type Query {
  items(first: Int, after: String): [Item]
  page(first: Int = 5, last: Int): Page
  some(limit: Int!): [Item]
  all(count: Int): [Item]
  text(first: String): [Item]
  one(first: Int): Item
}
type Page { nodes: [Item]  edges: [Edge!]!  info: Item }
type Edge { node: Item }
type Item { name: String }
"""


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ items(first: 4) { name } }", 4),
        ("{ items { name } }", LIST),
        ("{ page(last: 2147483647) { nodes { name } } }", 1 + 2147483647),
        ("{ page(first: 4) { edges { node { name } } info { name } } }", 1 + 4 * 2 + 1),
        ("{ page { nodes { name } } }", 1 + 5),
        ("{ some(limit: 3) { name } }", 3),
        ("{ all(count: 3) { name } }", LIST),
        ('{ text(first: "a") { name } }', LIST),
        ("{ one(first: 3) { name } }", 1),
    ],
)
def test_without_list_size_the_usual_arguments_of_pages_count(query: str, cost: float) -> None:
    assert estimate(CUSTOM, query) == cost


def test_a_field_that_a_stored_document_may_not_fetch_costs_nothing() -> None:
    graph = supergraph(MEDIA)
    seen = {"Query", "Query.media", "Media", "Media.url", "Media.pages", "Book", "Book.url", "Book.pages", "Page"}
    visible = visible_schema(graph.public_schema, frozenset(seen | {"Page.text"}))
    document = parse("{ media { url pages(first: 3) { text } } }")
    masked = normalize(graph.public_schema, document, None, visible)
    assert masked.hidden == ("media.pages",), "its argument is not seen"
    assert Price(masked, visible.schema, graph.costs, CostRules(LIST)).estimate({}) == LIST
