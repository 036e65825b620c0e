"""One field, one subgraph says a union, the other an object or other members."""

from __future__ import annotations

import pytest

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World

ALL = "__typename ... on Song { title } ... on Movie { title } ... on Book { title }"


def libraries() -> Federation:
    """`viewer.book` is a `Book` in a and a `ViewerMedia` in b; a knows songs, b knows movies."""
    book = {"__typename": "Book", "id": "1", "title": "Iron", "aTitle": "A: Iron"}
    song = {"__typename": "Song", "id": "2", "title": "Steel", "aTitle": "A: Steel"}
    viewer = {"__typename": "Viewer", "media": book, "aMedia": book, "book": book, "song": song}
    world = World(
        roots={
            "Query.media": lambda: book,
            "Query.aMedia": lambda: book,
            "Query.book": lambda: book,
            "Query.song": lambda: song,
            "Query.viewer": lambda: viewer,
        },
        entities={"Book": [book], "Song": [song]},
    )
    return Federation(
        world,
        a="""
        type Query { media: Media @shareable  aMedia: Media  book: Book @shareable  song: Media
          viewer: Viewer @shareable }
        union Media = Book | Song
        union ViewerMedia = Book | Song
        type Book @key(fields: "id") { id: ID!  title: String! @shareable  aTitle: String! }
        type Song @key(fields: "id") { id: ID!  title: String!  aTitle: String! }
        type Viewer { media: ViewerMedia @shareable  aMedia: ViewerMedia  book: Book @shareable  song: ViewerMedia }
        """,
        b="""
        type Query { media: Media @shareable  book: Media @shareable  viewer: Viewer @shareable }
        union Media = Book | Movie
        union ViewerMedia = Book | Movie
        type Movie { title: String! }
        type Book { title: String! @shareable }
        type Viewer { media: ViewerMedia @shareable  book: ViewerMedia @shareable }
        """,
    )


async def test_a_guard_the_chosen_subgraph_does_not_know_is_never_sent() -> None:
    await libraries().expect(
        "{ media { ... on Movie { title } } }",
        {"media": {}},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              media {
                __typename
              }
            }
          }
        }
        """,
    )


async def test_a_member_both_know_is_asked_for_in_one_request() -> None:
    await libraries().expect(
        "{ media { ... on Book { title } ... on Movie { title } } }",
        {"media": {"title": "Iron"}},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              media {
                __typename
                ... on Book {
                  title
                }
              }
            }
          }
        }
        """,
    )


async def test_an_object_here_and_a_union_there_are_one_field() -> None:
    await libraries().expect(
        f"{{ viewer {{ media {{ {ALL} }} book {{ {ALL} }} song {{ {ALL} }} }} book {{ {ALL} }} }}",
        {
            "viewer": {
                "media": {"__typename": "Book", "title": "Iron"},
                "book": {"__typename": "Book", "title": "Iron"},
                "song": {"__typename": "Song", "title": "Steel"},
            },
            "book": {"__typename": "Book", "title": "Iron"},
        },
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              viewer {
                media {
                  __typename
                  ... on Book {
                    title
                  }
                }
                book {
                  __typename
                  ... on Book {
                    title
                  }
                }
                song {
                  __typename
                  ... on Book {
                    title
                  }
                  ... on Song {
                    title
                  }
                }
              }
              book {
                __typename
                ... on Book {
                  title
                }
              }
            }
          }
        }
        """,
    )


@pytest.mark.parametrize("path", ["aMedia {{ {0} }}", "viewer {{ aMedia {{ {0} }} }}", "viewer {{ book {{ {0} }} }}"])
async def test_a_field_of_one_subgraph_is_taken_there(path: str) -> None:
    house = libraries()
    answer = await house.run("{ " + path.format("... on Book { title aTitle } ... on Movie { title }") + " }")
    assert not answer.errors
    inner = answer.data
    while inner is not None and "title" not in inner:
        inner = next(iter(inner.values()))
    assert inner == {"title": "Iron", "aTitle": "A: Iron"}
    assert house.asked() == {"a": 1}
