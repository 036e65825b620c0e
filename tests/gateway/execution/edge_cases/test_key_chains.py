"""Keys that are put together first: from several subgraphs, from lists, and for many places in one request."""

from __future__ import annotations

from typing import Any

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


async def test_a_compound_key_is_collected_from_two_subgraphs() -> None:
    one = {"__typename": "Item", "id": "1", "left": "l", "right": "r", "goal": 7}
    house = Federation(
        World(roots={"Query.item": lambda: one}, entities={"Item": [one]}),
        a='type Query { item: Item }  type Item @key(fields: "id") { id: ID! }',
        b='type Item @key(fields: "id") { id: ID!  left: String! }',
        c='type Item @key(fields: "id") { id: ID!  right: String! }',
        d='type Item @key(fields: "left right") { left: String!  right: String!  goal: Int! }',
    )
    await house.expect(
        "{ item { goal } }",
        {"item": {"goal": 7}},
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
        Parallel {
          Fetch(id: 1, service: "b", after: 0) {
            Flatten(path: "item") {
              { __typename id } =>
              ... on Item {
                left
              }
            }
          }
          Fetch(id: 2, service: "c", after: 0) {
            Flatten(path: "item") {
              { __typename id } =>
              ... on Item {
                right
              }
            }
          }
        }
        Fetch(id: 3, service: "d", after: 1, 2) {
          Flatten(path: "item") {
            { __typename left right } =>
            ... on Item {
              goal
            }
          }
        }
      }
    }
    """,
    )


def top_products() -> Federation:
    """The list is entered by a list of keys of its products, and these keys only come with other keys."""
    products: list[dict[str, Any]] = [
        {
            "__typename": "Product",
            "id": str(n),
            "pid": f"p{n}",
            "price": {"__typename": "Price", "price": 100.0 * n},
            "category": {"__typename": "Category", "id": f"c{n}", "tag": f"t{n}"},
        }
        for n in (1, 2)
    ]
    for one in products:
        one["category"]["mainProduct"] = one
    top = {"__typename": "ProductList", "products": products, "first": products[0], "selected": products[1]}
    world = World(
        roots={"Query.topProducts": lambda: top},
        entities={
            "Product": products,
            "ProductList": [top],
            "Category": [one["category"] for one in products],
        },
    )
    return Federation(
        world,
        products="""
        type Query { topProducts: ProductList! }
        type ProductList @key(fields: "products { id }") { products: [Product!]! }
        extend type Product @key(fields: "id") { id: String! @external  category: Category @shareable }
        type Category @key(fields: "id") { mainProduct: Product! @shareable  id: String!  tag: String @shareable }
        """,
        link='type Product @key(fields: "id") @key(fields: "id pid") { id: String!  pid: String! }',
        list="""
        type ProductList @key(fields: "products { id pid }") {
          products: [Product!]!  first: Product @shareable  selected: Product @shareable }
        type Product @key(fields: "id pid") { id: String!  pid: String }
        """,
        price="""
        type ProductList @key(fields: "products { id pid category { id tag } } selected { id }") {
          products: [Product!]!  first: Product @shareable  selected: Product @shareable }
        type Product @key(fields: "id pid category { id tag }") {
          id: String!  price: Price  pid: String  category: Category }
        type Category @key(fields: "id tag") { id: String!  tag: String }
        type Price { price: Float! }
        """,
    )


async def test_keys_of_lists_are_reached_by_collecting_other_keys_first() -> None:
    house = top_products()
    await house.expect(
        """{ topProducts {
          products { id pid price { price } category { mainProduct { id } id tag } }
          selected { id }
          first { id }
        } }""",
        {
            "topProducts": {
                "products": [
                    {
                        "id": "1",
                        "pid": "p1",
                        "price": {"price": 100.0},
                        "category": {"mainProduct": {"id": "1"}, "id": "c1", "tag": "t1"},
                    },
                    {
                        "id": "2",
                        "pid": "p2",
                        "price": {"price": 200.0},
                        "category": {"mainProduct": {"id": "2"}, "id": "c2", "tag": "t2"},
                    },
                ],
                "selected": {"id": "2"},
                "first": {"id": "1"},
            }
        },
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "products") {
              query {
                topProducts {
                  products {
                    id
                    category {
                      id
                      tag
                      mainProduct {
                        id
                      }
                    }
                  }
                }
              }
            }
            Fetch(id: 1, service: "link", after: 0) {
              Flatten(path: "topProducts.products") {
                { __typename id } =>
                ... on Product {
                  pid
                }
              }
            }
            Parallel {
              Fetch(id: 2, service: "price", after: 1) {
                Flatten(path: "topProducts.products") {
                  { __typename id pid category { id tag } } =>
                  ... on Product {
                    price {
                      price
                    }
                  }
                }
              }
              Fetch(id: 3, service: "list", after: 1) {
                Flatten(path: "topProducts") {
                  { __typename products { id pid } } =>
                  ... on ProductList {
                    selected {
                      id
                    }
                    first {
                      id
                    }
                  }
                }
              }
            }
          }
        }
        """,
    )


async def test_a_key_may_hold_lists_of_objects() -> None:
    house = top_products()
    await house.run("{ topProducts { first { id } } }")
    representations = next(iter(house.subgraphs["list"].requests[0][1].values()))
    assert representations == [
        {"__typename": "ProductList", "products": [{"id": "1", "pid": "p1"}, {"id": "2", "pid": "p2"}]}
    ]


async def test_entity_fetches_that_are_ready_together_share_one_request() -> None:
    items = {name: {"__typename": "Item", "id": name, "price": len(name)} for name in ("one", "three")}
    world = World(
        roots={"Query.left": lambda: items["one"], "Query.right": lambda: items["three"]},
        entities={"Item": list(items.values())},
    )
    house = Federation(
        world,
        a='type Query { left: Item  right: Item }  type Item @key(fields: "id") { id: ID! }',
        b='type Item @key(fields: "id") { id: ID!  price(net: Boolean): Int }',
    )
    world.computed["Item.price"] = lambda of, net=None: of["price"]  # type: ignore[index]
    await house.expect(
        "query($net: Boolean) { left { price(net: $net) } right { price(net: $net) } }",
        {"left": {"price": 3}, "right": {"price": 5}},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "a") {
              query {
                left {
                  id
                }
                right {
                  id
                }
              }
            }
            Fetch(id: 1, service: "b", after: 0) {
              Flatten(paths: "left", "right") {
                { __typename id } =>
                ... on Item {
                  price(net:$net)
                }
              }
            }
          }
        }
        """,
        net=True,
    )
    assert house.asked() == {"a": 1, "b": 1}
