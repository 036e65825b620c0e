"""Keys: null ones, compound ones, keys that other keys lead to, and extensions that call their own key external."""

from __future__ import annotations

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
