"""Requirements: of other requirements, in circles over subgraphs, and met before the owner is entered again."""

from __future__ import annotations

from typing import Any

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def posts() -> Federation:
    """`byExpert` in a requires `byNovice` in b, which requires the author's years, which only a knows."""
    author = {"__typename": "Author", "id": "a1", "name": "Ada", "yearsOfExperience": 5}
    post = {"__typename": "Post", "id": "p1", "author": author}
    world = World(
        roots={"Query.feed": lambda: [post]},
        entities={"Post": [post], "Author": [author]},
        computed={
            "Post.byNovice": lambda of: of["author"]["yearsOfExperience"] < 10,
            "Post.byExpert": lambda of: not of["byNovice"],
        },
    )
    return Federation(
        world,
        a="""
        type Post @key(fields: "id") {
          id: ID!  byNovice: Boolean! @external  byExpert: Boolean! @requires(fields: "byNovice") }
        type Author @key(fields: "id") { id: ID!  name: String!  yearsOfExperience: Int! }
        """,
        b="""
        type Query { feed: [Post] }
        type Post @key(fields: "id") {
          id: ID!  author: Author!  byNovice: Boolean! @requires(fields: "author { yearsOfExperience }") }
        type Author @key(fields: "id") { id: ID!  yearsOfExperience: Int! @external }
        """,
    )


async def test_requirements_may_go_back_and_forth_between_two_subgraphs() -> None:
    await posts().expect(
        "{ feed { byNovice } }",
        {"feed": [{"byNovice": True}]},
        """
    QueryPlan {
      Sequence {
        Fetch(id: 0, service: "b") {
          query {
            feed {
              id
              author {
                id
              }
            }
          }
        }
        Fetch(id: 1, service: "a", after: 0) {
          Flatten(path: "feed.author") {
            { __typename id } =>
            ... on Author {
              yearsOfExperience
            }
          }
        }
        Fetch(id: 2, service: "b", after: 1) {
          Flatten(path: "feed") {
            { __typename id author { yearsOfExperience } } =>
            ... on Post {
              byNovice
            }
          }
        }
      }
    }
    """,
    )
    await posts().expect(
        "{ feed { byExpert } }",
        {"feed": [{"byExpert": False}]},
        """
    QueryPlan {
      Sequence {
        Fetch(id: 0, service: "b") {
          query {
            feed {
              id
              author {
                id
              }
            }
          }
        }
        Fetch(id: 1, service: "a", after: 0) {
          Flatten(path: "feed.author") {
            { __typename id } =>
            ... on Author {
              yearsOfExperience
            }
          }
        }
        Fetch(id: 2, service: "b", after: 1) {
          Flatten(path: "feed") {
            { __typename id author { yearsOfExperience } } =>
            ... on Post {
              byNovice
            }
          }
        }
        Fetch(id: 3, service: "a", after: 2) {
          Flatten(path: "feed") {
            { __typename id byNovice } =>
            ... on Post {
              byExpert
            }
          }
        }
      }
    }
    """,
    )


def shop() -> Federation:
    """a: price; b: discounts; c: what is expensive; d: what can be afforded, each built on the one before."""
    product = {"__typename": "Product", "id": "1", "price": 699, "hasDiscount": True}
    world = World(
        roots={"Query.product": lambda: product},
        entities={"Product": [product]},
        computed={
            "Product.isExpensive": lambda of: of["price"] > 500,
            "Product.isExpensiveWithDiscount": lambda of: of["price"] > 500 and not of["hasDiscount"],
            "Product.canAfford": lambda of: not of["isExpensive"],
            "Product.canAffordWithDiscount": lambda of: not of["isExpensiveWithDiscount"],
        },
    )
    return Federation(
        world,
        a='type Query { product: Product }  type Product @key(fields: "id") { id: ID!  hasDiscount: Boolean! }',
        b='type Product @key(fields: "id") { id: ID!  price: Float! }',
        c="""
        type Product @key(fields: "id") {
          id: ID!  price: Float! @external  hasDiscount: Boolean! @external
          isExpensive: Boolean! @requires(fields: "price")
          isExpensiveWithDiscount: Boolean! @requires(fields: "price hasDiscount") }
        """,
        d="""
        type Product @key(fields: "id") {
          id: ID!  isExpensive: Boolean! @external  isExpensiveWithDiscount: Boolean! @external
          canAfford: Boolean! @requires(fields: "isExpensive")
          canAffordWithDiscount: Boolean! @requires(fields: "isExpensiveWithDiscount") }
        """,
    )


async def test_a_requirement_of_a_requirement_is_a_chain() -> None:
    await shop().expect(
        "{ product { canAfford } }",
        {"product": {"canAfford": False}},
        """
    QueryPlan {
      Sequence {
        Fetch(id: 0, service: "a") {
          query {
            product {
              id
            }
          }
        }
        Fetch(id: 1, service: "b", after: 0) {
          Flatten(path: "product") {
            { __typename id } =>
            ... on Product {
              price
            }
          }
        }
        Fetch(id: 2, service: "c", after: 1) {
          Flatten(path: "product") {
            { __typename id price } =>
            ... on Product {
              isExpensive
            }
          }
        }
        Fetch(id: 3, service: "d", after: 2) {
          Flatten(path: "product") {
            { __typename id isExpensive } =>
            ... on Product {
              canAfford
            }
          }
        }
      }
    }
    """,
    )


async def test_requirements_on_one_chain_share_its_fetches() -> None:
    await shop().expect(
        "{ product { isExpensive canAfford canAffordWithDiscount } }",
        {"product": {"isExpensive": True, "canAfford": False, "canAffordWithDiscount": True}},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "a") {
              query {
                product {
                  id
                  hasDiscount
                }
              }
            }
            Fetch(id: 1, service: "b", after: 0) {
              Flatten(path: "product") {
                { __typename id } =>
                ... on Product {
                  price
                }
              }
            }
            Fetch(id: 2, service: "c", after: 1) {
              Flatten(path: "product") {
                { __typename id price hasDiscount } =>
                ... on Product {
                  isExpensive
                  isExpensiveWithDiscount
                }
              }
            }
            Fetch(id: 3, service: "d", after: 2) {
              Flatten(path: "product") {
                { __typename id isExpensive isExpensiveWithDiscount } =>
                ... on Product {
                  canAfford
                  canAffordWithDiscount
                }
              }
            }
          }
        }
        """,
    )


async def test_a_required_field_that_is_null_is_sent_as_null() -> None:
    product = {"__typename": "Product", "id": "1", "hasDiscount": None}
    house = Federation(
        World(roots={"Query.product": lambda: product}, entities={"Product": [product]}, computed={}),
        a='type Query { product: Product }  type Product @key(fields: "id") { id: ID!  hasDiscount: Boolean }',
        c="""
        type Product @key(fields: "id") {
          id: ID!  hasDiscount: Boolean @external  told: String @requires(fields: "hasDiscount") }
        """,
    )
    told: dict[str, Any] = {}
    house.world.computed["Product.told"] = lambda of: told.update(of) or str(of["hasDiscount"])  # type: ignore[index]
    await house.expect(
        "{ product { told } }",
        {"product": {"told": "None"}},
        """
    QueryPlan {
      Sequence {
        Fetch(id: 0, service: "a") {
          query {
            product {
              id
              hasDiscount
            }
          }
        }
        Fetch(id: 1, service: "c", after: 0) {
          Flatten(path: "product") {
            { __typename id hasDiscount } =>
            ... on Product {
              told
            }
          }
        }
      }
    }
    """,
    )
    assert told["hasDiscount"] is None


async def test_a_required_fetch_that_failed_leaves_out_the_reentry() -> None:
    house = shop()
    house.subgraphs["b"].broken = OSError("down")
    answer = await house.run("{ product { id hasDiscount canAfford } }")
    assert answer.data == {"product": None}
    assert len(answer.errors) == 1
    assert house.asked() == {"a": 1, "b": 1}
