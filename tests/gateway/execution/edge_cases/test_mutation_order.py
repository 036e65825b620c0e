"""Mutations over several subgraphs: in order, each once, and what follows from one before the next."""

from __future__ import annotations

from typing import Any

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


class Calculator:
    """A number that a, b and c change, and a list of products that a adds to."""

    def __init__(self) -> None:
        self.number = 0
        self.done: list[str] = []
        self.products = [{"__typename": "Product", "id": "p1", "name": "p1-name", "price": 9.5}]

    def change(self, name: str, number: int) -> int:
        self.done.append(name)
        self.number = number
        return number

    def add_product(self, name: str, price: float) -> dict[str, Any]:
        self.done.append("addProduct")
        self.products.append({"__typename": "Product", "id": f"p-{name}", "name": name, "price": price})
        return self.products[-1]

    def federation(self) -> Federation:
        world = World(
            roots={
                "Query.product": lambda id: next(one for one in self.products if one["id"] == id),  # noqa: A006
                "Mutation.addProduct": self.add_product,
                "Mutation.add": lambda num: self.change("add", self.number + num),
                "Mutation.multiply": lambda by: self.change("multiply", self.number * by),
                "Mutation.delete": lambda: self.change("delete", 0),
                "Mutation.reset": lambda: self.change("reset", 0),
            },
            entities={"Product": self.products},
            computed={
                "Product.isExpensive": lambda of: of["price"] > 100,
                "Product.isAvailable": lambda of: True,
            },
        )
        return Federation(
            world,
            a="""
            type Query { product(id: ID!): Product! }
            type Mutation { addProduct(name: String!, price: Float!): Product!  multiply(by: Int!): Int!
              reset: Int! @shareable }
            type Product @key(fields: "id") { id: ID!  name: String!  price: Float! }
            """,
            b="""
            type Mutation { delete: Int!  reset: Int! @shareable }
            type Product @key(fields: "id") {
              id: ID!  price: Float! @external
              isExpensive: Boolean! @requires(fields: "price")  isAvailable: Boolean! }
            """,
            c="type Mutation { add(num: Int!): Int!  reset: Int! @shareable }",
        )


async def test_mutations_run_in_order_over_three_subgraphs() -> None:
    calculator = Calculator()
    await calculator.federation().expect(
        "mutation { five: add(num: 5) ten: multiply(by: 2) twelve: add(num: 2) final: delete }",
        {"five": 5, "ten": 10, "twelve": 12, "final": 0},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "c") {
              mutation {
                five:add(num:5)
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              mutation {
                ten:multiply(by:2)
              }
            }
            Fetch(id: 2, service: "c", after: 1) {
              mutation {
                twelve:add(num:2)
              }
            }
            Fetch(id: 3, service: "b", after: 2) {
              mutation {
                final:delete
              }
            }
          }
        }
        """,
    )
    assert calculator.done == ["add", "multiply", "add", "delete"]


async def test_a_shared_mutation_is_executed_once_in_one_subgraph() -> None:
    calculator = Calculator()
    house = calculator.federation()
    await house.expect(
        "mutation { reset }",
        {"reset": 0},
        """
    QueryPlan {
      Fetch(id: 0, service: "a") {
        mutation {
          reset
        }
      }
    }
    """,
    )
    assert calculator.done == ["reset"]
    assert len(house.asked()) == 1


async def test_entity_follow_ups_run_once_each_in_order() -> None:
    calculator = Calculator()
    house = calculator.federation()
    await house.expect(
        """mutation {
          first: addProduct(name: "new", price: 599.5) { name price isExpensive isAvailable }
          number: add(num: 5)
          second: addProduct(name: "old", price: 5.0) { isExpensive }
        }""",
        {
            "first": {"name": "new", "price": 599.5, "isExpensive": True, "isAvailable": True},
            "number": 5,
            "second": {"isExpensive": False},
        },
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "a") {
              mutation {
                first:addProduct(name:"new",price:599.5) {
                  name
                  price
                  id
                }
              }
            }
            Fetch(id: 1, service: "b", after: 0) {
              Flatten(path: "first") {
                { __typename id price } =>
                ... on Product {
                  isExpensive
                  isAvailable
                }
              }
            }
            Fetch(id: 2, service: "c", after: 1) {
              mutation {
                number:add(num:5)
              }
            }
            Fetch(id: 3, service: "a", after: 2) {
              mutation {
                second:addProduct(name:"old",price:5.0) {
                  id
                  price
                }
              }
            }
            Fetch(id: 4, service: "b", after: 3) {
              Flatten(path: "second") {
                { __typename id price } =>
                ... on Product {
                  isExpensive
                }
              }
            }
          }
        }
        """,
    )
    assert calculator.done == ["addProduct", "add", "addProduct"]
    assert house.asked() == {"a": 2, "b": 2, "c": 1}


def test_a_shared_mutation_is_never_split() -> None:
    result = "type Mutation { change: Change @shareable }  type Change"
    house = Federation(
        World(),
        a=f"type Query {{ x: Int }} {result} {{ a: Int }}",
        b=f"{result} {{ b: Int }}",
    )
    assert house.fetches("mutation { change { b } }") == ["b"]
    assert "Mutation.change" in house.expect_unplannable("mutation { change { a b } }")
