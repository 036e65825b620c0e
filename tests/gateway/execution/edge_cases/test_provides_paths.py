"""Provided fields hold on the path that provides them, as deep as they are written."""

from __future__ import annotations

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def books() -> Federation:
    """The concrete `samePriceProduct` provides the price, the one of the interface does not."""
    both = [{"__typename": "Book", "id": str(n), "price": 10.5} for n in (1, 3)]
    both[0]["samePriceProduct"], both[1]["samePriceProduct"] = both[1], both[0]
    return Federation(
        World(roots={"Query.product": lambda: both[0]}, entities={"Book": both}),
        a="""
        type Query { product: Product }
        interface Product { samePriceProduct: Product }
        type Book implements Product @key(fields: "id") {
          id: ID!  samePriceProduct: Book @provides(fields: "price")  price: Float @external }
        """,
        b='type Book @key(fields: "id") { id: ID!  price: Float }',
    )


async def test_an_interface_that_leads_back_to_itself() -> None:
    await books().expect(
        "{ product { samePriceProduct { ... on Product { samePriceProduct { __typename } } } } }",
        {"product": {"samePriceProduct": {"samePriceProduct": {"__typename": "Book"}}}},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              product {
                __typename
                samePriceProduct {
                  __typename
                  samePriceProduct {
                    __typename
                  }
                }
              }
            }
          }
        }
        """,
    )


async def test_guards_are_merged_and_only_the_concrete_field_provides() -> None:
    await books().expect(
        """{ product {
          __typename
          samePriceProduct { __typename ... on Book { id } samePriceProduct { __typename ... on Book { id } } }
          ... on Book { __typename id price samePriceProduct { id price } }
        } }""",
        {
            "product": {
                "__typename": "Book",
                "samePriceProduct": {
                    "__typename": "Book",
                    "id": "3",
                    "samePriceProduct": {"__typename": "Book", "id": "1"},
                    "price": 10.5,
                },
                "id": "1",
                "price": 10.5,
            }
        },
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "a") {
              query {
                product {
                  __typename
                  ... on Book {
                    samePriceProduct {
                      __typename
                      samePriceProduct {
                        __typename
                        ... on Book {
                          id
                        }
                      }
                      price
                      ... on Book {
                        id
                      }
                    }
                    id
                  }
                }
              }
            }
            Fetch(id: 1, service: "b", after: 0) {
              Flatten(path: "product|[Book]") {
                { __typename id } =>
                ... on Book {
                  price
                }
              }
            }
          }
        }
        """,
    )


def nested() -> Federation:
    """Categories provided two levels down, next to a way that provides nothing."""
    sub = {"__typename": "Category", "id": "c2", "name": "Drills"}
    top = {"__typename": "Category", "id": "c1", "name": "Tools", "subCategories": [sub]}
    product = {"__typename": "Product", "id": "p1", "categories": [top]}
    return Federation(
        World(
            roots={"Query.products": lambda: [product], "Query.bare": lambda: [product]},
            entities={"Product": [product], "Category": [top, sub]},
        ),
        all="""
        type Query {
          products: [Product] @provides(fields: "categories { name subCategories { name } }")
          bare: [Product] }
        type Product @key(fields: "id") { id: ID!  categories: [Category] @external }
        type Category @key(fields: "id") {
          id: ID!  name: String @external  subCategories: [Category] @external }
        """,
        category="""
        type Product @key(fields: "id") { id: ID!  categories: [Category] @shareable }
        type Category @key(fields: "id") {
          id: ID!  name: String @shareable  subCategories: [Category] @shareable }
        """,
    )


async def test_provided_fields_reach_as_deep_as_they_are_written() -> None:
    await nested().expect(
        "{ products { id categories { id name subCategories { id name } } } }",
        {
            "products": [
                {
                    "id": "p1",
                    "categories": [{"id": "c1", "name": "Tools", "subCategories": [{"id": "c2", "name": "Drills"}]}],
                }
            ]
        },
        """
        QueryPlan {
          Fetch(id: 0, service: "all") {
            query {
              products {
                id
                categories {
                  id
                  name
                  subCategories {
                    id
                    name
                  }
                }
              }
            }
          }
        }
        """,
    )


async def test_a_field_is_provided_on_its_path_only() -> None:
    await nested().expect(
        "{ bare { categories { name } } products { categories { subCategories { subCategories { name } } } } }",
        {
            "bare": [{"categories": [{"name": "Tools"}]}],
            "products": [{"categories": [{"subCategories": [{"subCategories": None}]}]}],
        },
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "all") {
              query {
                bare {
                  id
                }
                products {
                  categories {
                    subCategories {
                      id
                    }
                  }
                }
              }
            }
            Fetch(id: 1, service: "category", after: 0) {
              Flatten(path: "bare") {
                { __typename id } =>
                ... on Product {
                  categories {
                    name
                  }
                }
              }
              Flatten(path: "products.categories.subCategories") {
                { __typename id } =>
                ... on Category {
                  subCategories {
                    name
                  }
                }
              }
            }
          }
        }
        """,
    )
