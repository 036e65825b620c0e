"""Unions that subgraphs know with different members: what may be asked depends on the path, not on the union."""

from __future__ import annotations

from typing import Any

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World

COMMON = {"__typename": "Common", "label": "both"}
ONLY_A = {"__typename": "OnlyA", "a": "of a"}
ONLY_B = {"__typename": "OnlyB", "b": "of b"}
EVERYTHING = "__typename ... on Common { label } ... on OnlyA { a } ... on OnlyB { b }"


def wrappers() -> Federation:
    """A key leads from `Box` in one subgraph to the other, and both have its wrapper; only b has `bWrapper`."""
    of_a, of_b = [COMMON, ONLY_A], [COMMON, ONLY_B]

    def box(actions: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "__typename": "Box",
            "id": "1",
            "wrapper": {"__typename": "Wrapper", "actions": actions},
            "bWrapper": {"__typename": "Wrapper", "actions": of_b},
        }

    world = World(
        roots={
            "Query.rootA": lambda: box(of_a),
            "Query.rootB": lambda: box(of_b),
            "Query.shared": lambda: box([COMMON]),
        },
        entities={"Box": [box(of_b)]},
    )
    return Federation(
        world,
        a="""
        type Query { rootA: Box  shared: Box @shareable }
        type Box @key(fields: "id") { id: ID!  wrapper: Wrapper @shareable }
        type Wrapper @shareable { actions: [Action!]! }
        union Action = Common | OnlyA
        type Common @shareable { label: String }
        type OnlyA { a: String }
        """,
        b="""
        type Query { rootB: Box  shared: Box @shareable }
        type Box @key(fields: "id") { id: ID!  wrapper: Wrapper @shareable  bWrapper: Wrapper }
        type Wrapper @shareable { actions: [Action!]! }
        union Action = Common | OnlyB
        type Common @shareable { label: String }
        type OnlyB { b: String }
        """,
    )


async def test_while_several_subgraphs_can_serve_the_path_only_common_members_are_asked_for() -> None:
    house = wrappers()
    await house.expect(
        f"{{ rootA {{ wrapper {{ actions {{ {EVERYTHING} }} }} }} }}",
        {
            "rootA": {
                "wrapper": {"actions": [{"__typename": "Common", "label": "both"}, {"__typename": "OnlyA", "a": None}]}
            }
        },
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              rootA {
                wrapper {
                  actions {
                    __typename
                    ... on Common {
                      label
                    }
                  }
                }
              }
            }
          }
        }
        """,
    )
    await house.expect(
        f"{{ rootB {{ wrapper {{ actions {{ {EVERYTHING} }} }} }} }}",
        {
            "rootB": {
                "wrapper": {"actions": [{"__typename": "Common", "label": "both"}, {"__typename": "OnlyB", "b": None}]}
            }
        },
        """
        QueryPlan {
          Fetch(id: 0, service: "b") {
            query {
              rootB {
                wrapper {
                  actions {
                    __typename
                    ... on Common {
                      label
                    }
                  }
                }
              }
            }
          }
        }
        """,
    )


async def test_a_shared_root_leaves_common_members_too() -> None:
    await wrappers().expect(
        f"{{ shared {{ wrapper {{ actions {{ {EVERYTHING} }} }} }} }}",
        {"shared": {"wrapper": {"actions": [{"__typename": "Common", "label": "both"}]}}},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              shared {
                wrapper {
                  actions {
                    __typename
                    ... on Common {
                      label
                    }
                  }
                }
              }
            }
          }
        }
        """,
    )


async def test_a_path_that_forces_a_subgraph_has_the_members_of_that_subgraph() -> None:
    await wrappers().expect(
        f"{{ rootA {{ bWrapper {{ actions {{ {EVERYTHING} }} }} }} }}",
        {
            "rootA": {
                "bWrapper": {
                    "actions": [{"__typename": "Common", "label": "both"}, {"__typename": "OnlyB", "b": "of b"}]
                }
            }
        },
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "a") {
              query {
                rootA {
                  id
                }
              }
            }
            Fetch(id: 1, service: "b", after: 0) {
              Flatten(path: "rootA") {
                { __typename id } =>
                ... on Box {
                  bWrapper {
                    actions {
                      __typename
                      ... on Common {
                        label
                      }
                      ... on OnlyB {
                        b
                      }
                    }
                  }
                }
              }
            }
          }
        }
        """,
    )


async def test_guards_on_members_the_subgraph_does_not_know_are_not_sent() -> None:
    await wrappers().expect(
        "{ rootA { wrapper { actions { __typename ... on OnlyB { b } } } } }",
        {"rootA": {"wrapper": {"actions": [{"__typename": "Common"}, {"__typename": "OnlyA"}]}}},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              rootA {
                wrapper {
                  actions {
                    __typename
                  }
                }
              }
            }
          }
        }
        """,
    )


async def test_a_path_that_only_one_subgraph_serves_keeps_every_member() -> None:
    """The type is shareable in both, but no key leads to the second: nothing is gained by holding back."""
    actions = [
        {"__typename": "Alpha", "id": "1", "value": "v"},
        {"__typename": "Beta", "id": "2", "name": "n"},
        {"__typename": "Gamma", "id": "3", "label": "l"},
    ]
    house = Federation(
        World(roots={"Query.response": lambda: {"__typename": "Response", "message": "m", "actions": actions}}),
        a="""
        type Query { response: Response }
        type Response @shareable { actions: [Action!]!  message: String }
        union Action = Alpha | Beta | Gamma
        type Alpha @shareable { id: ID!  value: String }
        type Beta { id: ID!  name: String }
        type Gamma { id: ID!  label: String }
        """,
        b="""
        type Response @shareable { actions: [Action!]!  message: String }
        union Action = Alpha
        type Alpha @shareable { id: ID!  value: String }
        """,
    )
    await house.expect(
        "{ response { message actions { ... on Alpha { id value } ... on Beta { id name } ... on Gamma { label } } } }",
        {
            "response": {
                "message": "m",
                "actions": [{"id": "1", "value": "v"}, {"id": "2", "name": "n"}, {"label": "l"}],
            }
        },
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              response {
                message
                actions {
                  __typename
                  ... on Alpha {
                    id
                    value
                  }
                  ... on Beta {
                    id
                    name
                  }
                  ... on Gamma {
                    label
                  }
                }
              }
            }
          }
        }
        """,
    )
