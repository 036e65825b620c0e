"""A federation whose requirements have arguments: shipping costs by currency."""

from __future__ import annotations

from typing import Any

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def shipping() -> Federation:
    products: list[dict[str, Any]] = [
        {
            "__typename": "Product",
            "upc": f"p{n}",
            "name": f"name {n}",
            "weight": n,
            "cents": 11 * n,
            "category": {"__typename": "Category", "average": 11 * n},
        }
        for n in (1, 2)
    ]
    rate = {"USD": 1, "EUR": 2, "CHF": 3}
    world = World(
        roots={"Query.products": lambda: products},
        entities={"Product": products},
        computed={
            "Product.price": lambda of, currency: of["cents"] * rate[currency],
            "Category.averagePrice": lambda of, currency: of["average"] * rate[currency],
            "Product.shippingEstimate": lambda of: of["price"] * of["weight"] * 10,
            "Product.shippingEstimateEUR": lambda of: of["price"] * of["weight"] * 5,
            "Product.isExpensiveCategory": lambda of: of["category"]["averagePrice"] > 11,
            "Product.isCheapInEUR": lambda of: of["category"]["averagePrice"] < 30,
        },
    )
    return Federation(
        world,
        a="""
        type Product @key(fields: "upc") {
          upc: String!  weight: Int @external  price(currency: String!): Int @external  category: Category @external
          shippingEstimate: Int @requires(fields: "price(currency: \\"USD\\") weight")
          shippingEstimateEUR: Int @requires(fields: "price(currency: \\"EUR\\") weight")
          isExpensiveCategory: Boolean @requires(fields: "category { averagePrice(currency: \\"USD\\") }")
          isCheapInEUR: Boolean @requires(fields: "category { averagePrice(currency: \\"EUR\\") }") }
        type Category { averagePrice(currency: String!): Int @external }
        """,
        b="""
        type Query { products: [Product] }
        type Product @key(fields: "upc") {
          upc: String!  name: String  price(currency: String!): Int  weight: Int  category: Category }
        type Category { averagePrice(currency: String!): Int }
        """,
    )
