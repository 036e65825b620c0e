"""Siblings under a union that declare one field with different types: aliased in the request, renamed on receipt."""

from __future__ import annotations

from typing import Any

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World, refusal


def accounts() -> Federation:
    """`User.id` is `ID` in a and `ID!` in b, `Admin.id` is `ID`; every account has similar accounts."""
    user: dict[str, Any] = {"__typename": "User", "id": "u1", "name": "Ada"}
    admin: dict[str, Any] = {"__typename": "Admin", "id": "a1", "name": "Bob"}
    user["similarAccounts"] = admin["similarAccounts"] = [user, admin]
    return Federation(
        World(
            roots={"Query.users": lambda: [user], "Query.accounts": lambda: [user, admin]},
            entities={"User": [user]},
        ),
        a='type Query { users: [User!]! @shareable }  type User @key(fields: "id") { id: ID  age: Int }',
        b="""
        type Query { users: [User!]! @shareable  accounts: [Account]! }
        union Account = User | Admin
        type User @key(fields: "id") { id: ID!  name: String!  similarAccounts: [Account!]! }
        type Admin { id: ID  name: String!  similarAccounts: [Account!]! }
        """,
    )


USER, ADMIN = {"id": "u1", "name": "Ada"}, {"id": "a1", "name": "Bob"}


async def test_an_alias_keeps_the_types_apart() -> None:
    await accounts().expect(
        "{ users { id name } accounts { ... on User { id name } ... on Admin { id name } } }",
        {"users": [USER], "accounts": [USER, ADMIN]},
        """
        QueryPlan {
          Fetch(id: 0, service: "b") {
            query {
              users {
                id
                name
              }
              accounts {
                __typename
                ... on Admin {
                  id
                  name
                }
                ... on User {
                  _id_User:id
                  name
                }
              }
            }
          }
        }
        """,
    )


async def test_at_every_level_of_nesting() -> None:
    leaf = "... on User { id name } ... on Admin { id name }"
    level = " ".join(f"... on {kind} {{ id name similarAccounts {{ {leaf} }} }}" for kind in ("User", "Admin"))
    similar = [{**one, "similarAccounts": [USER, ADMIN]} for one in (USER, ADMIN)]
    await accounts().expect(
        f"{{ accounts {{ {level} }} }}",
        {"accounts": similar},
        """
    QueryPlan {
      Fetch(id: 0, service: "b") {
        query {
          accounts {
            __typename
            ... on Admin {
              id
              name
              similarAccounts {
                __typename
                ... on Admin {
                  id
                  name
                }
                ... on User {
                  _id_User:id
                  name
                }
              }
            }
            ... on User {
              _id_User:id
              name
              _similarAccounts_User:similarAccounts {
                __typename
                ... on Admin {
                  id
                  name
                }
                ... on User {
                  _id_User:id
                  name
                }
              }
            }
          }
        }
      }
    }
    """,
    )


async def test_no_alias_is_a_reserved_name() -> None:
    query = "{ accounts { ... on User { _id: id } ... on Admin { _id: id } } }"
    await accounts().expect_as_monolith(query)
    assert "_id_User:id" in accounts().plan_text(query)
    assert "__id" not in accounts().plan_text(query)


async def test_three_levels_down() -> None:
    level = "... on User { id name } ... on Admin { id name }"
    expected: list[dict[str, Any]] = [USER, ADMIN]
    for _ in range(2):
        level = " ".join(f"... on {kind} {{ id name similarAccounts {{ {level} }} }}" for kind in ("User", "Admin"))
        expected = [{**one, "similarAccounts": expected} for one in (USER, ADMIN)]
    house = accounts()
    answer = await house.run(f"{{ accounts {{ {level} }} }}")
    assert (answer.data, answer.errors) == ({"accounts": expected}, ())
    assert house.asked() == {"b": 1}


async def test_types_that_agree_need_no_alias() -> None:
    house = accounts()
    answer = await house.run("{ accounts { ... on User { name } ... on Admin { name } } }")
    assert answer.data == {"accounts": [{"name": "Ada"}, {"name": "Bob"}]}
    assert "_name" not in house.subgraphs["b"].requests[0][0]


async def test_an_aliased_field_still_serves_as_key() -> None:
    people = accounts()
    people.world.entities["User"][0]["age"] = 36
    await people.expect(
        "{ accounts { ... on Admin { id } ... on User { id age } } }",
        {"accounts": [{"id": "u1", "age": 36}, {"id": "a1"}]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                accounts {
                  __typename
                  ... on Admin {
                    id
                  }
                  ... on User {
                    _id_User:id
                  }
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "accounts|[User]") {
                { __typename id } =>
                ... on User {
                  age
                }
              }
            }
          }
        }
        """,
    )


async def test_an_error_below_an_alias_is_told_under_the_clients_own_key() -> None:
    house = accounts()

    def broken(of: dict[str, Any]) -> str:
        raise refusal(f"no id for {of['name']}", "NOT_FOUND")

    house.world.computed["User.id"] = broken  # type: ignore[index]
    answer = await house.run("{ accounts { ... on User { id } ... on Admin { id } } }")
    assert "_id_User:id" in house.subgraphs["b"].requests[0][0]
    assert answer.data == {"accounts": [None, {"id": "a1"}]}
    assert [(one["path"], one["message"]) for one in answer.errors] == [(["accounts", 0, "id"], "no id for Ada")]
