"""Interface objects: a subgraph that adds to an interface without knowing what implements it."""

from __future__ import annotations

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World

KNOWING = """
type Query { users: [NodeWithName!]! }
interface NodeWithName @key(fields: "id") { id: ID!  name: String }
type User implements NodeWithName @key(fields: "id") { id: ID!  name: String  age: Int }
interface Account @key(fields: "id") { id: ID! }
type Admin implements Account @key(fields: "id") { id: ID!  isMain: Boolean!  isActive: Boolean! @shareable }
type Regular implements Account @key(fields: "id") { id: ID!  isMain: Boolean! }
"""
ADDING = """
type Query { anotherUsers: [NodeWithName]  accounts: [Account] }
type NodeWithName @key(fields: "id") @interfaceObject { id: ID!  username: String }
type Account @key(fields: "id") @interfaceObject { id: ID!  name: String!  friend: Account }
"""
ACTIVE = """
type Account @key(fields: "id") @interfaceObject { id: ID!  isActive: Boolean! @shareable }
"""


def accounts() -> Federation:
    """Subgraph a knows users and accounts, b names accounts and c says whether they are active."""
    users = [
        {"__typename": "User", "id": f"u{n}", "name": f"name {n}", "username": f"user{n}", "age": 11 * n}
        for n in (1, 2)
    ]
    people = [
        {"__typename": kind, "id": f"a{n}", "name": name, "isMain": n == 1, "isActive": True}
        for n, (kind, name) in enumerate([("Admin", "Alice"), ("Admin", "Bob"), ("Regular", "Charlie")], 1)
    ]
    for one, friend in zip(people, (*people[1:], None), strict=True):
        one["friend"] = friend
    world = World(
        roots={
            "Query.users": lambda: users,
            "Query.anotherUsers": lambda: users,
            "Query.accounts": lambda: people,
        },
        entities={
            "NodeWithName": users,
            "User": users,
            "Account": people,
            "Admin": people[:2],
            "Regular": people[2:],
        },
    )
    return Federation(world, a=KNOWING, b=ADDING, c=ACTIVE)


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
