"""Value types have no key: what another subgraph knows of them is fetched through the object they belong to."""

from __future__ import annotations

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


async def test_a_value_type_is_fetched_again_through_its_parent() -> None:
    product = {"__typename": "Product", "id": "1", "category": {"__typename": "Category", "name": "saws", "tax": 19}}
    house = Federation(
        World(roots={"Query.product": lambda: product}, entities={"Product": [product]}),
        a="""
        type Query { product: Product }
        type Product @key(fields: "id") { id: ID!  category: Category @shareable }
        type Category { name: String }
        """,
        b="""
        type Product @key(fields: "id") { id: ID!  category: Category @shareable }
        type Category { tax: Int }
        """,
    )
    await house.expect(
        "{ product { category { name tax } } }",
        {"product": {"category": {"name": "saws", "tax": 19}}},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "a") {
              query {
                product {
                  category {
                    name
                  }
                  id
                }
              }
            }
            Fetch(id: 1, service: "b", after: 0) {
              Flatten(path: "product") {
                { __typename id } =>
                ... on Product {
                  category {
                    tax
                  }
                }
              }
            }
          }
        }
        """,
    )


def categories() -> Federation:
    """`Category` is a value type in a, an entity in b and c; its parent is the entity of all."""
    category = {"__typename": "Category", "id": "3", "name": "Category 3", "details": "Details 1"}
    product = {"__typename": "Product", "id": "1", "name": "Product 1", "category": category}
    return Federation(
        World(
            roots={"Query.productFromD": lambda id: product if id == "1" else None},  # noqa: A006
            entities={"Product": [product], "Category": [category]},
        ),
        a="""
        extend type Product @key(fields: "id") { id: ID! @external  category: Category @shareable }
        type Category { details: String }
        """,
        b="""
        extend type Product @key(fields: "id") { id: ID! @external  category: Category @shareable }
        extend type Category @key(fields: "id", resolvable: false) { id: ID }
        """,
        c='type Category @key(fields: "id") { id: ID  name: String }',
        d="""
        type Query { productFromD(id: ID!): Product }
        type Product @key(fields: "id") { id: ID!  name: String }
        """,
    )


async def test_copies_of_a_value_type_are_reached_through_the_parent_entity() -> None:
    await categories().expect(
        '{ productFromD(id: "1") { id name category { id name details } } }',
        {
            "productFromD": {
                "id": "1",
                "name": "Product 1",
                "category": {"id": "3", "name": "Category 3", "details": "Details 1"},
            }
        },
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "d") {
              query {
                productFromD(id:"1") {
                  id
                  name
                }
              }
            }
            Parallel {
              Fetch(id: 1, service: "b", after: 0) {
                Flatten(path: "productFromD") {
                  { __typename id } =>
                  ... on Product {
                    category {
                      id
                    }
                  }
                }
              }
              Fetch(id: 2, service: "a", after: 0) {
                Flatten(path: "productFromD") {
                  { __typename id } =>
                  ... on Product {
                    category {
                      details
                    }
                  }
                }
              }
            }
            Fetch(id: 3, service: "c", after: 1) {
              Flatten(path: "productFromD.category") {
                { __typename id } =>
                ... on Category {
                  name
                }
              }
            }
          }
        }
        """,
    )


async def test_an_unknown_parent_leaves_everything_below_unasked() -> None:
    house = categories()
    answer = await house.run('{ productFromD(id: "2") { name category { name details } } }')
    assert (answer.data, answer.errors) == ({"productFromD": None}, ())
    assert house.asked() == {"d": 1}
