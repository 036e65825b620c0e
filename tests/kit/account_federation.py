"""A federation with interface objects: accounts that one subgraph knows and two others add to."""

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
