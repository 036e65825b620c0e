"""Interface objects with keys that cannot be entered: what can still be answered, and what is an error."""

from __future__ import annotations

import pytest

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def unresolvable() -> Federation:
    """Both keys on interface objects are not resolvable, and nothing implements `Node` where `Query.a` is answered."""
    node = {"__typename": "Node", "id": "n1", "field": "foo"}
    bread = {"__typename": "Bread", "id": "p1", "name": "Rye"}
    world = World(
        roots={"Query.a": lambda: node, "Query.b": lambda: node, "Query.product": lambda: bread},
        entities={"Product": [bread], "Bread": [bread]},
    )
    return Federation(
        world,
        a="""
        type Query { a: Node  product: Product }
        interface Node @key(fields: "id") { id: ID! }
        type Product @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }
        """,
        b="""
        type Query { b: Node }
        type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID!  field: String }
        interface Product @key(fields: "id") { id: ID! }
        type Bread implements Product @key(fields: "id") { id: ID!  name: String }
        """,
    )


async def test_without_guards_the_interface_object_itself_answers() -> None:
    await unresolvable().expect(
        "{ b { id field } }",
        {"b": {"id": "n1", "field": "foo"}},
        """
        QueryPlan {
          Fetch(id: 0, service: "b") {
            query {
              b {
                id
                field
              }
            }
          }
        }
        """,
    )
    await unresolvable().expect(
        "{ product { id } }",
        {"product": {"id": "p1"}},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              product {
                id
              }
            }
          }
        }
        """,
    )


def test_a_field_behind_a_key_that_is_not_resolvable_is_a_planning_error() -> None:
    assert "Query.a" in unresolvable().expect_unplannable("{ a { field } }")


async def test_an_interface_that_nothing_implements_is_null_with_an_error() -> None:
    paths = await unresolvable().expect_failing(
        "{ a { id } }",
        {"a": None},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              a {
                __typename
                id
              }
            }
          }
        }
        """,
    )
    assert paths == ("a",)


@pytest.mark.parametrize("query", ["{ b { __typename } }", "{ b { id ... on Node { field __typename } } }"])
def test_a_real_type_that_nobody_can_tell_is_a_planning_error(query: str) -> None:
    assert "Query.b" in unresolvable().expect_unplannable(query)


async def test_a_guard_is_told_by_the_subgraph_that_knows_the_implementations() -> None:
    await unresolvable().expect(
        "{ product { ... on Bread { id } } }",
        {"product": {"id": "p1"}},
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
                  __typename
                  ... on Bread {
                    id
                  }
                }
              }
            }
          }
        }
        """,
    )
