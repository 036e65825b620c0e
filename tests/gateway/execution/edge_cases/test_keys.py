"""Keys: null ones, compound ones, keys that other keys lead to, and extensions that call their own key external."""

from __future__ import annotations

from typing import Any

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


async def test_a_null_key_means_no_request_for_that_object() -> None:
    books = [
        {"__typename": "Book", "upc": "1", "id": "i1", "author": {"__typename": "Author", "name": "Ada"}},
        {"__typename": "Book", "upc": "2", "id": None, "author": None},
        {"__typename": "Book", "upc": "3", "id": "i3", "author": {"__typename": "Author", "name": "Bob"}},
    ]
    containers = [{"__typename": "BookContainer", "book": one} for one in (*books, None)]
    house = Federation(
        World(roots={"Query.bookContainers": lambda: containers}, entities={"Book": books}),
        a="""
        type Query { bookContainers: [BookContainer] }
        type BookContainer { book: Book }
        type Book @key(fields: "upc") { upc: ID! }
        """,
        b='type Book @key(fields: "id") @key(fields: "upc") { id: ID  upc: ID! }',
        c='type Book @key(fields: "id") { id: ID  author: Author }  type Author { name: String }',
    )
    await house.expect(
        "{ bookContainers { book { upc author { name } } } }",
        {
            "bookContainers": [
                {"book": {"upc": "1", "author": {"name": "Ada"}}},
                {"book": {"upc": "2", "author": None}},
                {"book": {"upc": "3", "author": {"name": "Bob"}}},
                {"book": None},
            ]
        },
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "a") {
              query {
                bookContainers {
                  book {
                    upc
                  }
                }
              }
            }
            Fetch(id: 1, service: "b", after: 0) {
              Flatten(path: "bookContainers.book") {
                { __typename upc } =>
                ... on Book {
                  id
                }
              }
            }
            Fetch(id: 2, service: "c", after: 1) {
              Flatten(path: "bookContainers.book") {
                { __typename id } =>
                ... on Book {
                  author {
                    name
                  }
                }
              }
            }
          }
        }
        """,
    )
    asked = house.subgraphs["c"].requests[0][1]["representations"]
    assert asked == [{"__typename": "Book", "id": "i1"}, {"__typename": "Book", "id": "i3"}]


async def test_where_every_key_is_null_nobody_is_asked() -> None:
    book = {"__typename": "Book", "upc": "2", "id": None, "author": None}
    house = Federation(
        World(roots={"Query.book": lambda: book}, entities={"Book": [book]}),
        a='type Query { book: Book }  type Book @key(fields: "upc") { upc: ID! }',
        b='type Book @key(fields: "id") @key(fields: "upc") { id: ID  upc: ID! }',
        c='type Book @key(fields: "id") { id: ID  author: String }',
    )
    assert (await house.run("{ book { upc author } }")).data == {"book": {"upc": "2", "author": None}}
    assert house.asked() == {"a": 1, "b": 1}


async def test_a_reentry_uses_the_only_resolvable_key() -> None:
    composite = {"__typename": "Composite", "two": "2", "three": "3"}
    one = {"__typename": "A", "id": "1", "pId": "p1", "name": "a1", "compositeId": composite}
    b = {"__typename": "B", "id": "100", "a": [one]}
    house = Federation(
        World(
            roots={"Query.b": lambda: b},
            entities={"A": [one], "B": [b]},
            computed={"A.nameInB": lambda of: f"b.{of['name']}"},
        ),
        a="""
        type A @key(fields: "id") @key(fields: "pId") @key(fields: "compositeId { two three }", resolvable: false)
          @key(fields: "id compositeId { two three }", resolvable: false) {
          id: ID!  pId: ID!  compositeId: Composite!  name: String! }
        type Composite { two: ID!  three: ID! }
        """,
        b="""
        type Query { b: B }
        type B @key(fields: "id") { id: ID!  a: [A!]! }
        type A @key(fields: "id", resolvable: false) @key(fields: "id compositeId { two three }") {
          id: ID!  compositeId: Composite!  name: String! @external  nameInB: String! @requires(fields: "name") }
        type Composite { two: ID!  three: ID! }
        """,
    )
    await house.expect(
        "{ b { id a { id name nameInB } } }",
        {"b": {"id": "100", "a": [{"id": "1", "name": "a1", "nameInB": "b.a1"}]}},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                b {
                  id
                  a {
                    id
                    compositeId {
                      two
                      three
                    }
                  }
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "b.a") {
                { __typename id } =>
                ... on A {
                  name
                }
              }
            }
            Fetch(id: 2, service: "b", after: 1) {
              Flatten(path: "b.a") {
                { __typename id compositeId { two three } name } =>
                ... on A {
                  nameInB
                }
              }
            }
          }
        }
        """,
    )


async def test_a_key_that_is_not_resolvable_is_no_way_in() -> None:
    house = Federation(
        World(),
        a='type Query { item: Item }  type Item @key(fields: "id") { id: ID! }',
        b='type Item @key(fields: "id", resolvable: false) { id: ID!  secret: Int }',
    )
    assert "Query.item" in house.expect_unplannable("{ item { secret } }")


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


def cheapest() -> Federation:
    products = [{"__typename": "Product", "id": str(n), "price": 100.0 * n, "name": f"name {n}"} for n in (1, 2)]
    return Federation(
        World(
            roots={"Query.cheapestProduct": lambda: products[0], "Query.products": lambda: products},
            entities={"Product": products},
        ),
        price="""
        type Query { cheapestProduct: Product }
        extend type Product @key(fields: "id") { id: ID! @external  price: Float }
        """,
        product='type Query { products: [Product] }  type Product @key(fields: "id") { id: ID!  name: String }',
    )


async def test_an_extended_type_has_its_key_though_it_says_external() -> None:
    await cheapest().expect(
        "{ cheapestProduct { id price name } }",
        {"cheapestProduct": {"id": "1", "price": 100.0, "name": "name 1"}},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "price") {
              query {
                cheapestProduct {
                  id
                  price
                }
              }
            }
            Fetch(id: 1, service: "product", after: 0) {
              Flatten(path: "cheapestProduct") {
                { __typename id } =>
                ... on Product {
                  name
                }
              }
            }
          }
        }
        """,
    )
    await cheapest().expect(
        "{ products { name price id } }",
        {"products": [{"name": "name 1", "price": 100.0, "id": "1"}, {"name": "name 2", "price": 200.0, "id": "2"}]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "product") {
              query {
                products {
                  name
                  id
                }
              }
            }
            Fetch(id: 1, service: "price", after: 0) {
              Flatten(path: "products") {
                { __typename id } =>
                ... on Product {
                  price
                }
              }
            }
          }
        }
        """,
    )
