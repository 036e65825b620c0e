"""Interfaces and unions whose implementations differ per subgraph, and `__typename` wherever it is asked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def kitchen() -> Federation:
    """For a an oven is a product and no `Node`; for b it is a `Node` with a warranty."""
    ovens = [{"__typename": "Oven", "id": f"oven{n}", "warranty": n} for n in (1, 2)]
    toasters = [{"__typename": "Toaster", "id": f"toaster{n}", "warranty": n + 2} for n in (1, 2)]
    everything = {one["id"]: one for one in (*ovens, *toasters)}
    return Federation(
        World(
            roots={
                "Query.products": lambda: [*ovens, *toasters],
                "Query.node": lambda id: everything.get(id),  # noqa: A006
                "Query.nodes": lambda: toasters,
                "Query.toasters": lambda: toasters,
            },
            entities={"Oven": ovens, "Toaster": toasters},
        ),
        a="""
        type Query { products: [Product]  node(id: ID!): Node  nodes: [Node]  toasters: [Toaster] }
        union Product = Oven | Toaster
        interface Node { id: ID! }
        type Oven @key(fields: "id") { id: ID! }
        type Toaster implements Node @key(fields: "id") { id: ID!  warranty: Int }
        """,
        b="""
        interface Node { id: ID! }
        interface WithWarranty { warranty: Int }
        type Oven implements Node & WithWarranty @key(fields: "id") { id: ID!  warranty: Int }
        """,
    )


async def test_a_guard_on_an_interface_means_every_member_that_implements_it_anywhere() -> None:
    await kitchen().expect(
        "{ products { ... on Node { id } } }",
        {"products": [{"id": "oven1"}, {"id": "oven2"}, {"id": "toaster1"}, {"id": "toaster2"}]},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              products {
                __typename
                ... on Oven {
                  id
                }
                ... on Toaster {
                  id
                }
              }
            }
          }
        }
        """,
    )


async def test_a_guard_on_an_interface_of_another_subgraph_leads_there() -> None:
    await kitchen().expect(
        "{ products { ... on WithWarranty { warranty } ... on Toaster { id } } }",
        {"products": [{"warranty": 1}, {"warranty": 2}, {"id": "toaster1"}, {"id": "toaster2"}]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "a") {
              query {
                products {
                  __typename
                  ... on Oven {
                    id
                  }
                  ... on Toaster {
                    id
                  }
                }
              }
            }
            Fetch(id: 1, service: "b", after: 0) {
              Flatten(path: "products|[Oven]") {
                { __typename id } =>
                ... on Oven {
                  warranty
                }
              }
            }
          }
        }
        """,
    )


async def test_a_guard_that_no_node_here_can_match_is_not_sent() -> None:
    await kitchen().expect(
        "{ nodes { ... on Toaster { warranty } ... on Oven { id } } }",
        {"nodes": [{"warranty": 3}, {"warranty": 4}]},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              nodes {
                __typename
                ... on Toaster {
                  warranty
                }
              }
            }
          }
        }
        """,
    )


async def test_a_field_of_the_interface_is_sent_as_it_is() -> None:
    await kitchen().expect(
        """{ nodes { id } toasters { ...Both ...Id } }
           fragment Both on Node { id __typename }
           fragment Id on Toaster { id }""",
        {
            "nodes": [{"id": "toaster1"}, {"id": "toaster2"}],
            "toasters": [
                {"id": "toaster1", "__typename": "Toaster"},
                {"id": "toaster2", "__typename": "Toaster"},
            ],
        },
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              nodes {
                __typename
                id
              }
              toasters {
                id
              }
            }
          }
        }
        """,
    )


async def test_a_node_of_a_type_that_is_none_there_is_an_error_of_the_subgraph() -> None:
    paths = await kitchen().expect_failing(
        '{ node(id: "oven1") { ... on Oven { warranty } } }',
        {"node": None},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              node(id:"oven1") {
                __typename
              }
            }
          }
        }
        """,
    )
    assert paths == ("node",)


async def test_a_node_that_is_one_there_is_answered() -> None:
    await kitchen().expect(
        '{ node(id: "toaster1") { ... on Toaster { warranty } } }',
        {"node": {"warranty": 3}},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              node(id:"toaster1") {
                __typename
                ... on Toaster {
                  warranty
                }
              }
            }
          }
        }
        """,
    )


def appliances() -> Federation:
    oven, toaster = {"__typename": "Oven", "id": "1"}, {"__typename": "Toaster", "id": "2"}
    admins = [{"__typename": "Admin", "id": f"u{n}", "name": f"name {n}"} for n in (1, 2)]
    return Federation(
        World(
            roots={"Query.union": lambda: oven, "Query.interface": lambda: toaster, "Query.users": lambda: admins},
            entities={"User": admins, "Admin": admins},
        ),
        a="""
        type Query { union: Product  interface: Node }
        union Product = Oven | Toaster
        interface Node { id: ID! }
        type Oven implements Node { id: ID! }
        type Toaster implements Node { id: ID! }
        interface User @key(fields: "id") { id: ID! }
        type Admin implements User @key(fields: "id") { id: ID!  name: String }
        """,
        b="""
        type Query { users: [User] }
        type User @key(fields: "id") @interfaceObject { id: ID! }
        """,
    )


async def test_the_type_of_a_union_and_of_an_interface_under_any_alias() -> None:
    await appliances().expect(
        "{ union { __typename typename: __typename } interface { id t: __typename __typename } }",
        {
            "union": {"__typename": "Oven", "typename": "Oven"},
            "interface": {"id": "2", "t": "Toaster", "__typename": "Toaster"},
        },
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              union {
                __typename
              }
              interface {
                __typename
                id
              }
            }
          }
        }
        """,
    )


GUARDED = "__typename ... on Oven { typename: __typename } ... on Toaster { typename: __typename }"


@pytest.mark.parametrize(("root", "real"), [("union", "Oven"), ("interface", "Toaster")])
async def test_the_type_under_guards(root: str, real: str) -> None:
    house = appliances()
    answer = await house.run(f"{{ {root} {{ {GUARDED} }} }}")
    expected: dict[str, Any] = {root: {"__typename": real, "typename": real}}
    assert (answer.data, answer.errors) == (expected, ())


async def test_the_type_behind_an_interface_object() -> None:
    await appliances().expect(
        "{ users { __typename } }",
        {"users": [{"__typename": "Admin"}, {"__typename": "Admin"}]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                users {
                  id
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "users") {
                { __typename id } =>
                ... on User {
                  __typename
                }
              }
            }
          }
        }
        """,
    )
    await appliances().expect(
        "{ users { id } }",
        {"users": [{"id": "u1"}, {"id": "u2"}]},
        """
        QueryPlan {
          Fetch(id: 0, service: "b") {
            query {
              users {
                id
              }
            }
          }
        }
        """,
    )


async def test_the_type_of_the_root_is_the_gateways_to_answer() -> None:
    house = appliances()
    answer = await house.run("{ __typename root: __typename }")
    assert answer.data == {"__typename": "Query", "root": "Query"}
    assert house.asked() == {}
