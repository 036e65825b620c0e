"""Provided fields of unions and interfaces: for the members that are named, and no further."""

from __future__ import annotations

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def media() -> Federation:
    """b lends books and movies, and has the titles of books alone."""
    items = [
        {"__typename": "Book", "id": "m1", "title": "Book 1"},
        {"__typename": "Movie", "id": "m2", "title": "Movie 1"},
    ]
    return Federation(
        World(roots={"Query.media": lambda: items}, entities={"Book": items[:1], "Movie": items[1:]}),
        b="""
        type Query { media: [Media] @provides(fields: "... on Book { title }") }
        union Media = Book | Movie
        type Book @key(fields: "id") { id: ID!  title: String @external }
        type Movie @key(fields: "id") { id: ID! }
        """,
        c="""
        type Book @key(fields: "id") { id: ID!  title: String @shareable }
        type Movie @key(fields: "id") { id: ID!  title: String }
        """,
    )


async def test_a_field_provided_for_one_member_is_taken_there() -> None:
    await media().expect(
        "{ media { ... on Book { id title } ... on Movie { id } } }",
        {"media": [{"id": "m1", "title": "Book 1"}, {"id": "m2"}]},
        """
        QueryPlan {
          Fetch(id: 0, service: "b") {
            query {
              media {
                __typename
                ... on Book {
                  id
                  title
                }
                ... on Movie {
                  id
                }
              }
            }
          }
        }
        """,
    )


async def test_the_other_member_needs_a_hop() -> None:
    await media().expect(
        "{ media { ... on Book { id title } ... on Movie { id title } } }",
        {"media": [{"id": "m1", "title": "Book 1"}, {"id": "m2", "title": "Movie 1"}]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                media {
                  __typename
                  ... on Book {
                    id
                    title
                  }
                  ... on Movie {
                    id
                  }
                }
              }
            }
            Fetch(id: 1, service: "c", after: 0) {
              Flatten(path: "media|[Movie]") {
                { __typename id } =>
                ... on Movie {
                  title
                }
              }
            }
          }
        }
        """,
    )


def animals() -> Federation:
    """b gives a medium with names of animals it cannot give anywhere else; c knows their age."""
    dog = {"__typename": "Dog", "id": "a1", "name": "Fido", "age": 3}
    cat = {"__typename": "Cat", "id": "a2", "name": "Whiskers", "age": 6}
    book = {"__typename": "Book", "id": "m1", "animals": [dog, cat]}
    return Federation(
        World(roots={"Query.media": lambda: book}, entities={"Book": [book], "Dog": [dog], "Cat": [cat]}),
        b="""
        type Query { media: Media @provides(fields: "animals { id name }") }
        interface Media { id: ID!  animals: [Animal] }
        interface Animal { id: ID!  name: String }
        type Book implements Media { id: ID! @shareable  animals: [Animal] @external }
        type Dog implements Animal { id: ID! @external  name: String @external }
        type Cat implements Animal { id: ID! @external  name: String @external }
        """,
        c="""
        interface Media { id: ID!  animals: [Animal] }
        interface Animal { id: ID!  name: String }
        type Book implements Media @key(fields: "id") { id: ID!  animals: [Animal] @shareable }
        type Dog implements Animal { id: ID!  name: String @shareable  age: Int }
        type Cat implements Animal { id: ID!  name: String @shareable  age: Int }
        """,
    )


async def test_what_is_provided_of_an_interface_needs_no_hop() -> None:
    await animals().expect(
        "{ media { id animals { id name } } }",
        {"media": {"id": "m1", "animals": [{"id": "a1", "name": "Fido"}, {"id": "a2", "name": "Whiskers"}]}},
        """
        QueryPlan {
          Fetch(id: 0, service: "b") {
            query {
              media {
                __typename
                id
                animals {
                  __typename
                  id
                  name
                }
              }
            }
          }
        }
        """,
    )


async def test_what_is_not_provided_is_reached_through_the_entity_above() -> None:
    await animals().expect(
        "{ media { id animals { id name ... on Cat { age } } } }",
        {
            "media": {
                "id": "m1",
                "animals": [{"id": "a1", "name": "Fido"}, {"id": "a2", "name": "Whiskers", "age": 6}],
            }
        },
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                media {
                  __typename
                  id
                  ... on Book {
                    id
                  }
                }
              }
            }
            Fetch(id: 1, service: "c", after: 0) {
              Flatten(path: "media|[Book]") {
                { __typename id } =>
                ... on Book {
                  animals {
                    __typename
                    id
                    name
                    ... on Cat {
                      age
                    }
                  }
                }
              }
            }
          }
        }
        """,
    )
