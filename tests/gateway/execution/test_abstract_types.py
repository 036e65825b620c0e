"""Interfaces and unions over several subgraphs: kept abstract where one subgraph knows all, else expanded."""

from __future__ import annotations

from typing import Any

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World
from tests.kit.shop_federation import catalogue

LIBRARY = """
type Query { media: [Media!]!  borrowed: [Loan!]!  featured: Found }
interface Media { id: ID!  title: String! }
type Book implements Media @key(fields: "id") { id: ID!  title: String!  pages: Int!  price: Int @external }
type Movie implements Media @key(fields: "id") { id: ID!  title: String!  minutes: Int! }
type Loan { item: Found @provides(fields: "... on Book { price }")  days: Int! }
union Found = Book | Movie
"""

SHOP = """
type Book @key(fields: "id") { id: ID!  price: Int }
type Movie @key(fields: "id") { id: ID!  price: Int  rated: String }
"""


def library() -> Federation:
    book = {"__typename": "Book", "id": "b1", "title": "Iron", "pages": 300, "price": 20}
    movie = {"__typename": "Movie", "id": "m1", "title": "Steel", "minutes": 90, "price": 12, "rated": "12"}
    loans: list[dict[str, Any]] = [
        {"__typename": "Loan", "item": book, "days": 3},
        {"__typename": "Loan", "item": movie, "days": 1},
        {"__typename": "Loan", "item": None, "days": 0},
    ]
    world = World(
        roots={
            "Query.media": lambda: [book, movie],
            "Query.borrowed": lambda: loans,
            "Query.featured": lambda: movie,
        },
        entities={"Book": [book], "Movie": [movie]},
    )
    return Federation(world, library=LIBRARY, shop=SHOP)


async def test_an_interface_field_that_one_subgraph_answers_for_all_types_is_sent_as_it_is() -> None:
    house = library()
    await house.expect_as_monolith("{ media { title __typename } }")
    assert "{media{__typename title}}" in house.subgraphs["library"].requests[0][0]


async def test_fields_under_fragments_are_fetched_for_the_types_that_have_them() -> None:
    house = library()
    await house.expect_as_monolith("{ media { title ... on Book { pages } ... on Movie { minutes } } }")
    assert house.asked() == {"library": 1}


async def test_each_type_of_a_union_hops_for_its_own_fields() -> None:
    house = library()
    await house.expect_as_monolith("{ media { ... on Book { price } ... on Movie { price rated title } } }")
    assert house.asked() == {"library": 1, "shop": 1}


async def test_a_field_provided_for_one_type_needs_no_hop_for_it_alone() -> None:
    house = library()
    await house.expect_as_monolith("{ borrowed { days item { ... on Book { price } ... on Movie { price } } } }")
    document, variables = house.subgraphs["shop"].requests[0]
    assert "...on Movie{price}" in document
    assert variables == {"representations": [{"__typename": "Movie", "id": "m1"}]}


async def test_a_guard_that_does_not_match_gives_an_empty_object_and_no_request() -> None:
    house = library()
    answer = await house.expect_as_monolith("{ featured { ... on Book { price } } }")
    assert answer.data == {"featured": {}}
    assert house.asked() == {"library": 1}


async def test_aliases_of_typename_are_answered_with_the_real_type() -> None:
    house = library()
    await house.expect_as_monolith("{ media { kind: __typename ... on Book { also: __typename } } me: __typename }")


async def test_a_concrete_position_needs_no_typename_from_the_subgraph() -> None:
    house = library()
    await house.expect_as_monolith("{ borrowed { __typename days } }")
    assert "__typename" not in house.subgraphs["library"].requests[0][0]


async def test_a_union_element_of_another_subgraph_keeps_its_place_in_the_list() -> None:
    shop = catalogue()
    await shop.expect_as_monolith('{ search(text: "x") { ... on Product { name list } ... on Brand { title } } }')


async def test_a_runtime_type_the_subgraph_declares_narrower_is_followed() -> None:
    book = {"__typename": "Book", "id": "b1", "title": "Iron", "stock": 4}
    world = World(roots={"Query.best": lambda: book}, entities={"Book": [book]})
    a = """
    type Query { best: Book }
    interface Media { title: String }
    type Book implements Media @key(fields: "id") { id: ID!  title: String }
    """
    b = 'type Book @key(fields: "id") { id: ID!  stock: Int }'
    house = Federation(world, a=a, b=b)
    await house.expect_as_monolith("{ best { ... on Media { title } stock } }")
