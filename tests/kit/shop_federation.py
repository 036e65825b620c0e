"""The fixture most tests use: a catalogue, its prices and its reviews, with everything a planner meets daily."""

from __future__ import annotations

from typing import Any

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World

PRODUCTS = """
type Query { product(sku: ID!): Product  products(first: Int = 10): [Product!]!  search(text: String!): [Found] }
type Mutation { rename(sku: ID!, name: String!): Product }
union Found = Product | Brand
type Product @key(fields: "sku") {
  sku: ID!  name: String!  units: Units!  brand: Brand  successor: Product  kind: Kind
}
type Brand @key(fields: "id") { id: ID!  title: String! }
type Units { base: String!  content: Int!  factor: Factor! }
type Factor { value: Int! }
enum Kind { POWER_TOOL HAND_TOOL SECRET @inaccessible }
"""

PRICES = """
type Mutation { setPrice(sku: ID!, cents: Int!): Product }
type Product @key(fields: "sku") {
  sku: ID!
  units: Units! @external
  price(quantity: Int = 1): Int @requires(fields: "units { factor { value } }")
  list: Int!
}
type Units { factor: Factor! @external }
type Factor { value: Int! @external }
"""

REVIEWS = """
type Query { review(id: ID!): Review }
type Subscription { reviewed(sku: ID!): Review! }
type Product @key(fields: "sku") {
  sku: ID!  reviews(first: Int): [Review!]  rating: Int @requires(fields: "price")  price: Int @external
}
type Review @key(fields: "id") { id: ID!  body: String!  product: Product!  author: User @provides(fields: "nick") }
type User @key(fields: "id") { id: ID!  nick: String @external }
"""

USERS = """
type Query { me: User }
type User @key(fields: "id") { id: ID!  nick: String  email: String! }
"""


def catalogue() -> Federation:
    """Three products, two users, three reviews. A product's price is its list price times factor and quantity."""
    units: dict[str, Any] = {"__typename": "Units", "base": "C62", "content": 1}
    brand = {"__typename": "Brand", "id": "b1", "title": "Iron & Sons"}
    users = [
        {"__typename": "User", "id": "u1", "nick": "ada", "email": "ada@example.test"},
        {"__typename": "User", "id": "u2", "nick": "bob", "email": "bob@example.test"},
    ]
    products: list[dict[str, Any]] = [
        {"__typename": "Product", "sku": f"p{n}", "name": f"Drill {n}", "list": 100 * n, "kind": "POWER_TOOL"}
        for n in (1, 2, 3)
    ]
    for product, factor in zip(products, (1, 2, 5), strict=True):
        product["units"] = {**units, "factor": {"__typename": "Factor", "value": factor}}
        product["brand"] = brand
    products[2]["brand"] = None
    products[0]["successor"] = products[1]
    reviews = [
        {"__typename": "Review", "id": "r1", "body": "strong", "product": products[0], "author": users[0]},
        {"__typename": "Review", "id": "r2", "body": "loud", "product": products[0], "author": users[1]},
        {"__typename": "Review", "id": "r3", "body": "lost", "product": products[1], "author": None},
    ]

    def product(sku: str) -> dict[str, Any] | None:
        return next((one for one in products if one["sku"] == sku), None)

    def renamed(sku: str, name: str) -> dict[str, Any] | None:
        found = product(sku)
        if found is not None:
            found["name"] = name
        return found

    def priced(sku: str, cents: int) -> dict[str, Any] | None:
        found = product(sku)
        if found is not None:
            found["list"] = cents
        return found

    def price(of: dict[str, Any], quantity: int = 1) -> int:
        listed = next(one["list"] for one in products if one["sku"] == of["sku"])
        return int(listed * of["units"]["factor"]["value"] * quantity)

    def rating(of: dict[str, Any]) -> int | None:
        worth = of["price"] if "price" in of else price(of)
        return None if worth is None else worth // 100

    def of_product(of: dict[str, Any], first: int | None = None) -> list[dict[str, Any]]:
        return [one for one in reviews if one["product"]["sku"] == of["sku"]][:first]

    world = World(
        roots={
            "Query.product": product,
            "Query.products": lambda first: products[:first],
            "Query.search": lambda text: [*products[:1], brand, None] if text else [],
            "Query.review": lambda id: next((one for one in reviews if one["id"] == id), None),  # noqa: A006
            "Query.me": lambda: users[0],
            "Mutation.rename": renamed,
            "Mutation.setPrice": priced,
            "Subscription.reviewed": lambda sku: [one for one in reviews if one["product"]["sku"] == sku],
        },
        entities={"Product": products, "Brand": [brand], "User": users, "Review": reviews},
        computed={
            "Product.price": price,
            "Product.reviews": of_product,
            "Product.rating": rating,
        },
    )
    return Federation(world, products=PRODUCTS, prices=PRICES, reviews=REVIEWS, users=USERS)
