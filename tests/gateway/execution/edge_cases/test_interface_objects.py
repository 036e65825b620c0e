"""Interface objects: a subgraph that adds to an interface without knowing what implements it."""

from __future__ import annotations

from tests.kit.account_federation import accounts


async def test_its_own_fields_need_no_other_subgraph() -> None:
    await accounts().expect(
        "{ accounts { name } }",
        {"accounts": [{"name": "Alice"}, {"name": "Bob"}, {"name": "Charlie"}]},
        """
        QueryPlan {
          Fetch(id: 0, service: "b") {
            query {
              accounts {
                name
              }
            }
          }
        }
        """,
    )


async def test_the_real_type_comes_from_a_subgraph_that_knows_the_implementations() -> None:
    await accounts().expect(
        "{ accounts { name __typename kind: __typename } }",
        {
            "accounts": [
                {"name": "Alice", "__typename": "Admin", "kind": "Admin"},
                {"name": "Bob", "__typename": "Admin", "kind": "Admin"},
                {"name": "Charlie", "__typename": "Regular", "kind": "Regular"},
            ]
        },
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                accounts {
                  name
                  id
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "accounts") {
                { __typename id } =>
                ... on Account {
                  __typename
                }
              }
            }
          }
        }
        """,
    )


async def test_a_guard_waits_for_the_real_type_though_the_field_is_at_hand() -> None:
    await accounts().expect(
        "{ accounts { ... on Admin { name } } }",
        {"accounts": [{"name": "Alice"}, {"name": "Bob"}, {}]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                accounts {
                  id
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "accounts") {
                { __typename id } =>
                ... on Account {
                  __typename
                  ... on Admin {
                    id
                  }
                }
              }
            }
            Fetch(id: 2, service: "b", after: 1) {
              Flatten(path: "accounts|[Admin]") {
                { __typename id } =>
                ... on Account {
                  name
                }
              }
            }
          }
        }
        """,
    )


async def test_a_guard_around_the_type_alone() -> None:
    await accounts().expect(
        "{ accounts { ... on Admin { __typename } } }",
        {"accounts": [{"__typename": "Admin"}, {"__typename": "Admin"}, {}]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                accounts {
                  id
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "accounts") {
                { __typename id } =>
                ... on Account {
                  __typename
                }
              }
            }
          }
        }
        """,
    )


async def test_another_interface_object_is_entered_by_the_key_of_the_interface() -> None:
    await accounts().expect(
        "{ accounts { id isActive } }",
        {"accounts": [{"id": "a1", "isActive": True}, {"id": "a2", "isActive": True}, {"id": "a3", "isActive": True}]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                accounts {
                  id
                }
              }
            }
            Fetch(id: 1, service: "c", after: 0) {
              Flatten(path: "accounts") {
                { __typename id } =>
                ... on Account {
                  isActive
                }
              }
            }
          }
        }
        """,
    )


async def test_a_field_at_hand_is_taken_at_once_and_a_guarded_one_where_the_type_is_known() -> None:
    await accounts().expect(
        "{ accounts { id ... on Admin { isActive } } }",
        {"accounts": [{"id": "a1", "isActive": True}, {"id": "a2", "isActive": True}, {"id": "a3"}]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                accounts {
                  id
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "accounts") {
                { __typename id } =>
                ... on Account {
                  __typename
                  ... on Admin {
                    isActive
                  }
                }
              }
            }
          }
        }
        """,
    )


async def test_an_object_nobody_knows_the_type_of_is_null_with_an_error() -> None:
    house = accounts()
    house.world.entities["Account"].pop()  # type: ignore[attr-defined]
    people = [*house.world.entities["Account"], {"__typename": "Regular", "id": "a9", "name": "Zoe"}]
    house.world.roots["Query.accounts"] = lambda: people  # type: ignore[index]
    paths = await house.expect_failing(
        "{ accounts { name __typename } }",
        {"accounts": [{"name": "Alice", "__typename": "Admin"}, {"name": "Bob", "__typename": "Admin"}, None]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                accounts {
                  name
                  id
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "accounts") {
                { __typename id } =>
                ... on Account {
                  __typename
                }
              }
            }
          }
        }
        """,
    )
    assert paths == ("accounts.2",)
