"""Fields that moved from one subgraph to another."""

from __future__ import annotations

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


async def test_an_override_from_nobody_is_ignored_and_each_subgraph_answers_its_own_copy() -> None:
    post = {"__typename": "Post", "id": "p1", "createdAt": "of a"}
    copy = {**post, "createdAt": "of b"}
    house = Federation(
        World(roots={"Query.feed": lambda: [post], "Query.bFeed": lambda: [copy]}, entities={"Post": [post]}),
        a="""
        type Query { feed: [Post] }
        type Post @key(fields: "id") { id: ID!  createdAt: String! @shareable }
        """,
        b="""
        type Query { bFeed: [Post] }
        type Post @key(fields: "id") { id: ID!  createdAt: String! @shareable @override(from: "non-existing") }
        """,
    )
    await house.expect(
        "{ feed { id createdAt } bFeed { id createdAt } }",
        {"feed": [{"id": "p1", "createdAt": "of a"}], "bFeed": [{"id": "p1", "createdAt": "of b"}]},
        """
        QueryPlan {
          Parallel {
            Fetch(id: 0, service: "a") {
              query {
                feed {
                  id
                  createdAt
                }
              }
            }
            Fetch(id: 1, service: "b") {
              query {
                bFeed {
                  id
                  createdAt
                }
              }
            }
          }
        }
        """,
    )


def posts() -> Federation:
    """`ImagePost.createdAt` moved from a to b; a still declares it, to satisfy its interface."""
    images = [{"__typename": "ImagePost", "id": f"i{n}", "createdAt": f"i{n} created"} for n in (1, 2)]
    text = {"__typename": "TextPost", "id": "t1", "createdAt": "t1 created", "body": "hello"}
    return Federation(
        World(
            roots={"Query.feed": lambda: images, "Query.anotherFeed": lambda: images},
            entities={"ImagePost": images, "TextPost": [text]},
            computed={"a:ImagePost.createdAt": lambda of: "never"},
        ),
        a="""
        type Query { feed: [Post] }
        interface Post { id: ID!  createdAt: String! }
        type ImagePost implements Post @key(fields: "id") { id: ID!  createdAt: String! }
        """,
        b="""
        type Query { anotherFeed: [AnotherPost] }
        interface Post { id: ID!  createdAt: String! }
        interface AnotherPost { id: ID!  createdAt: String! }
        type TextPost implements Post @key(fields: "id") { id: ID!  createdAt: String!  body: String! }
        type ImagePost implements AnotherPost @key(fields: "id") {
          id: ID!  createdAt: String! @override(from: "a") }
        """,
    )


async def test_an_interface_field_that_one_type_gave_away_is_fetched_per_type() -> None:
    await posts().expect(
        "{ feed { id createdAt } }",
        {"feed": [{"id": "i1", "createdAt": "i1 created"}, {"id": "i2", "createdAt": "i2 created"}]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "a") {
              query {
                feed {
                  __typename
                  id
                  ... on ImagePost {
                    id
                  }
                }
              }
            }
            Fetch(id: 1, service: "b", after: 0) {
              Flatten(path: "feed|[ImagePost]") {
                { __typename id } =>
                ... on ImagePost {
                  createdAt
                }
              }
            }
          }
        }
        """,
    )


async def test_a_type_the_feed_cannot_hold_gives_empty_objects() -> None:
    await posts().expect(
        "{ feed { ... on TextPost { id body } } }",
        {"feed": [{}, {}]},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              feed {
                __typename
              }
            }
          }
        }
        """,
    )


async def test_the_new_owner_answers_at_once() -> None:
    await posts().expect(
        "{ anotherFeed { createdAt id ... on ImagePost { createdAt id } } }",
        {"anotherFeed": [{"createdAt": "i1 created", "id": "i1"}, {"createdAt": "i2 created", "id": "i2"}]},
        """
        QueryPlan {
          Fetch(id: 0, service: "b") {
            query {
              anotherFeed {
                __typename
                ... on ImagePost {
                  createdAt
                  id
                }
              }
            }
          }
        }
        """,
    )


async def test_an_overridden_field_may_still_be_a_key_where_it_was() -> None:
    item = {"__typename": "Item", "id": "1", "code": "c1", "size": 4}
    house = Federation(
        World(roots={"Query.item": lambda: item}, entities={"Item": [item]}),
        a='type Query { item: Item }  type Item @key(fields: "id code") { id: ID!  code: ID! }',
        b="""
        type Item @key(fields: "id") @key(fields: "id code") { id: ID!  code: ID! @override(from: "a")  size: Int }
        """,
    )
    await house.expect(
        "{ item { code size } }",
        {"item": {"code": "c1", "size": 4}},
        """
    QueryPlan {
      Sequence {
        Fetch(id: 0, service: "a") {
          query {
            item {
              id
            }
          }
        }
        Fetch(id: 1, service: "b", after: 0) {
          Flatten(path: "item") {
            { __typename id } =>
            ... on Item {
              code
              size
            }
          }
        }
      }
    }
    """,
    )
