"""Fields of an interface and of its interface objects, put together in one answer."""

from __future__ import annotations

from tests.kit.account_federation import accounts


async def test_fields_of_the_interface_and_of_the_interface_object_are_put_together() -> None:
    await accounts().expect(
        "{ anotherUsers { id name username } users { id name username } }",
        {
            "anotherUsers": [
                {"id": "u1", "name": "name 1", "username": "user1"},
                {"id": "u2", "name": "name 2", "username": "user2"},
            ],
            "users": [
                {"id": "u1", "name": "name 1", "username": "user1"},
                {"id": "u2", "name": "name 2", "username": "user2"},
            ],
        },
        """
        QueryPlan {
          Sequence {
            Parallel {
              Fetch(id: 0, service: "b") {
                query {
                  anotherUsers {
                    id
                    username
                  }
                }
              }
              Fetch(id: 1, service: "a") {
                query {
                  users {
                    __typename
                    id
                    name
                    ... on User {
                      id
                    }
                  }
                }
              }
            }
            Parallel {
              Fetch(id: 2, service: "a", after: 0) {
                Flatten(path: "anotherUsers") {
                  { __typename id } =>
                  ... on NodeWithName {
                    __typename
                    name
                  }
                }
              }
              Fetch(id: 3, service: "b", after: 1) {
                Flatten(path: "users|[User]") {
                  { __typename id } =>
                  ... on NodeWithName {
                    username
                  }
                }
              }
            }
          }
        }
        """,
    )


async def test_guarded_and_plain_selections_of_one_field_meet_in_one_place() -> None:
    await accounts().expect(
        "{ anotherUsers { ... on User { age id name username } id name } }",
        {
            "anotherUsers": [
                {"age": 11, "id": "u1", "name": "name 1", "username": "user1"},
                {"age": 22, "id": "u2", "name": "name 2", "username": "user2"},
            ]
        },
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                anotherUsers {
                  id
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "anotherUsers") {
                { __typename id } =>
                ... on NodeWithName {
                  __typename
                  ... on User {
                    age
                    id
                    name
                  }
                }
              }
            }
            Fetch(id: 2, service: "b", after: 1) {
              Flatten(path: "anotherUsers|[User]") {
                { __typename id } =>
                ... on NodeWithName {
                  username
                }
              }
            }
          }
        }
        """,
    )


async def test_an_interface_object_below_another() -> None:
    await accounts().expect(
        "{ accounts { friend { name ... on Regular { isMain } } } }",
        {"accounts": [{"friend": {"name": "Bob"}}, {"friend": {"name": "Charlie", "isMain": False}}, {"friend": None}]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                accounts {
                  friend {
                    name
                    id
                  }
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(path: "accounts.friend") {
                { __typename id } =>
                ... on Account {
                  __typename
                  ... on Regular {
                    isMain
                  }
                }
              }
            }
          }
        }
        """,
    )


async def test_what_an_interface_object_adds_is_fetched_for_each_implementation() -> None:
    await accounts().expect(
        "{ users { ... on User { age username } } }",
        {"users": [{"age": 11, "username": "user1"}, {"age": 22, "username": "user2"}]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "a") {
              query {
                users {
                  __typename
                  ... on User {
                    age
                    id
                  }
                }
              }
            }
            Fetch(id: 1, service: "b", after: 0) {
              Flatten(path: "users|[User]") {
                { __typename id } =>
                ... on NodeWithName {
                  username
                }
              }
            }
          }
        }
        """,
    )
