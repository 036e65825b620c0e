"""What composition hides or leaves out: arguments, input fields and enum values that only some may know."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def enums() -> Federation:
    """ANONYMOUS is inaccessible in b and unknown in a."""
    users = [
        {"__typename": "User", "id": "u1", "type": "REGULAR"},
        {"__typename": "User", "id": "u2", "type": "ANONYMOUS"},
    ]

    def by_type(type: str) -> list[dict[str, Any]]:  # noqa: A002
        return [one for one in users if one["type"] == type]

    return Federation(
        World(
            roots={"Query.users": lambda: users, "Query.usersB": lambda: users, "Query.usersByType": by_type},
            entities={"User": users},
        ),
        a="""
        type Query { users: [User]  usersByType(type: UserType): [User] }
        type User @key(fields: "id") { id: ID!  type: UserType @shareable }
        enum UserType { REGULAR }
        """,
        b="""
        type Query { usersB: [User] }
        type User @key(fields: "id") { id: ID!  type: UserType @shareable }
        enum UserType { ANONYMOUS @inaccessible  REGULAR }
        """,
    )


async def test_a_value_unknown_to_the_subgraph_is_null_with_its_error() -> None:
    paths = await enums().expect_failing(
        "{ users { id type } }",
        {"users": [{"id": "u1", "type": "REGULAR"}, {"id": "u2", "type": None}]},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              users {
                id
                type
              }
            }
          }
        }
        """,
    )
    assert paths == ("users.1.type",)


async def test_a_value_that_is_inaccessible_is_null_with_an_error() -> None:
    paths = await enums().expect_failing(
        "{ usersB { id type } }",
        {"usersB": [{"id": "u1", "type": "REGULAR"}, {"id": "u2", "type": None}]},
        """
        QueryPlan {
          Fetch(id: 0, service: "b") {
            query {
              usersB {
                id
                type
              }
            }
          }
        }
        """,
    )
    assert paths == ("usersB.1.type",)


async def test_a_value_all_know_may_be_given() -> None:
    await enums().expect(
        "{ usersByType(type: REGULAR) { id type } }",
        {"usersByType": [{"id": "u1", "type": "REGULAR"}]},
        """
        QueryPlan {
          Fetch(id: 0, service: "a") {
            query {
              usersByType(type:REGULAR) {
                id
                type
              }
            }
          }
        }
        """,
    )


def test_an_inaccessible_value_cannot_be_given() -> None:
    assert "ANONYMOUS" in enums().expect_invalid("{ usersByType(type: ANONYMOUS) { id } }")


def friends() -> Federation:
    """`friends(type:)` is inaccessible, with a default that is inaccessible too."""
    users: list[dict[str, Any]] = [{"__typename": "User", "id": f"u{n}", "type": "FRIEND"} for n in (1, 2)]
    users[0]["others"], users[1]["others"] = [users[1]], [users[0]]

    def of_type(of: dict[str, Any], type: str) -> list[dict[str, Any]]:  # noqa: A002
        return [one for one in of["others"] if one["type"] == type]

    return Federation(
        World(
            roots={"Query.usersInFriends": lambda: users, "Query.usersInAge": lambda: users},
            entities={"User": users},
            computed={"User.friends": of_type},
        ),
        age='type Query { usersInAge: [User!]! }  type User @key(fields: "id") { id: ID  age: Int }',
        friends="""
        type Query { usersInFriends: [User!]! }
        type User @key(fields: "id") {
          id: ID  friends(type: FriendType = FRIEND @inaccessible): [User!]!  type: FriendType }
        enum FriendType { FAMILY  FRIEND @inaccessible }
        """,
    )


async def test_an_inaccessible_argument_is_not_sent_and_its_default_holds() -> None:
    house = friends()
    await house.expect(
        "{ usersInFriends { id friends { id } } usersInAge { friends { id } } }",
        {
            "usersInFriends": [{"id": "u1", "friends": [{"id": "u2"}]}, {"id": "u2", "friends": [{"id": "u1"}]}],
            "usersInAge": [{"friends": [{"id": "u2"}]}, {"friends": [{"id": "u1"}]}],
        },
        """
        QueryPlan {
          Sequence {
            Parallel {
              Fetch(id: 0, service: "friends") {
                query {
                  usersInFriends {
                    id
                    friends {
                      id
                    }
                  }
                }
              }
              Fetch(id: 1, service: "age") {
                query {
                  usersInAge {
                    id
                  }
                }
              }
            }
            Fetch(id: 2, service: "friends", after: 1) {
              Flatten(path: "usersInAge") {
                { __typename id } =>
                ... on User {
                  friends {
                    id
                  }
                }
              }
            }
          }
        }
        """,
    )
    assert not any("FRIEND" in query for query, _ in house.subgraphs["friends"].requests)


async def test_an_inaccessible_value_in_an_answer_is_null() -> None:
    answer = await friends().run("{ usersInFriends { friends { id type } } }")
    assert answer.data == {
        "usersInFriends": [{"friends": [{"id": "u2", "type": None}]}, {"friends": [{"id": "u1", "type": None}]}]
    }


@pytest.mark.parametrize("query", ["friends(type: FRIEND) { id }", "friends(type: FAMILY) { id }"])
def test_an_inaccessible_argument_cannot_be_used(query: str) -> None:
    assert "Unknown argument 'type'" in friends().expect_invalid(f"{{ usersInFriends {{ {query} }} }}")


def filters() -> Federation:
    """`first` of the filter is only in b."""
    users = [{"__typename": "User", "id": "u1"}]

    def found(filter: dict[str, Any]) -> list[dict[str, Any]]:  # noqa: A002
        return users if filter["first"] else []

    def found_in_b(filter: dict[str, Any]) -> list[dict[str, Any]]:  # noqa: A002
        return users[: filter["first"]]

    return Federation(
        World(roots={"Query.usersInA": found, "Query.usersInB": found_in_b}, entities={"User": users}),
        a="""
        type Query { usersInA(filter: UsersFilter!): [User!] }
        type User @key(fields: "id") { id: ID! }
        input UsersFilter { first: Int! }
        """,
        b="""
        type Query { usersInB(filter: UsersFilter!): [User!] }
        type User @key(fields: "id") { id: ID! }
        input UsersFilter { first: Int!  offset: Int }
        """,
    )


@pytest.mark.parametrize("root", ["usersInA", "usersInB"])
def test_an_input_field_of_one_subgraph_is_no_field_at_all(root: str) -> None:
    message = filters().expect_invalid(f"{{ {root}(filter: {{ first: 1, offset: 2 }}) {{ id }} }}")
    assert "unknown field 'offset'" in message


async def test_an_input_field_all_know_is_passed_on() -> None:
    await filters().expect(
        "query($n: Int!) { usersInA(filter: { first: $n }) { id } usersInB(filter: { first: $n }) { id } }",
        {"usersInA": [{"id": "u1"}], "usersInB": [{"id": "u1"}]},
        """
        QueryPlan {
          Parallel {
            Fetch(id: 0, service: "a") {
              query {
                usersInA(filter:{ first: $n }) {
                  id
                }
              }
            }
            Fetch(id: 1, service: "b") {
              query {
                usersInB(filter:{ first: $n }) {
                  id
                }
              }
            }
          }
        }
        """,
        n=1,
    )
