"""Requirements on interfaces whose implementations the requiring subgraph does not all know."""

from __future__ import annotations

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def addresses() -> Federation:
    """b knows one address type more than a; `city` requires the id of any address, `country` that of work alone."""
    home = {"__typename": "HomeAddress", "id": "h1", "city": "h1-city"}
    work = {"__typename": "WorkAddress", "id": "w1"}
    second = {"__typename": "SecondAddress", "id": "s1"}
    users = [
        {"__typename": "User", "id": f"u{n}", "address": address} for n, address in enumerate((home, work, second), 1)
    ]
    world = World(
        roots={"Query.a": lambda: users[0], "Query.b": lambda: users[1], "Query.c": lambda: users[2]},
        entities={"User": users, "HomeAddress": [home], "WorkAddress": [work], "SecondAddress": [second]},
        computed={
            "User.city": lambda of: f"{of['address']['id']}-city",
            "User.country": lambda of: f"{of['address']['id']}-country" if "id" in of["address"] else None,
        },
    )
    return Federation(
        world,
        a="""
        type Query { a: User }
        type User @key(fields: "id") {
          id: ID!  address: Address @external  city: String @requires(fields: "address { id }")
          country: String @requires(fields: "address { ... on WorkAddress { id } }") }
        interface Address { id: ID! }
        type HomeAddress implements Address @key(fields: "id") { id: ID!  city: String @shareable }
        type WorkAddress implements Address @key(fields: "id") { id: ID! }
        """,
        b="""
        type Query { b: User  c: User }
        type User @key(fields: "id") { id: ID!  address: Address }
        interface Address { id: ID! }
        type HomeAddress implements Address @key(fields: "id") { id: ID!  city: String @shareable }
        type WorkAddress implements Address @key(fields: "id") { id: ID! }
        type SecondAddress implements Address @key(fields: "id") { id: ID! }
        """,
    )


async def test_a_field_of_an_interface_is_required_of_every_type() -> None:
    await addresses().expect(
        "{ a { city } b { city } }",
        {"a": {"city": "h1-city"}, "b": {"city": "w1-city"}},
        """
        QueryPlan {
          Sequence {
            Parallel {
              Fetch(id: 0, service: "a") {
                query {
                  a {
                    id
                  }
                }
              }
              Fetch(id: 1, service: "b") {
                query {
                  b {
                    id
                    address {
                      __typename
                      ... on HomeAddress {
                        id
                      }
                      ... on SecondAddress {
                        id
                      }
                      ... on WorkAddress {
                        id
                      }
                    }
                  }
                }
              }
            }
            Parallel {
              Fetch(id: 2, service: "b", after: 0) {
                Flatten(path: "a") {
                  { __typename id } =>
                  ... on User {
                    address {
                      __typename
                      ... on HomeAddress {
                        id
                      }
                      ... on SecondAddress {
                        id
                      }
                      ... on WorkAddress {
                        id
                      }
                    }
                  }
                }
              }
              Fetch(id: 3, service: "a", after: 1) {
                Flatten(path: "b") {
                  {
                    __typename
                    id
                    address {
                      __typename
                      ... on HomeAddress { id }
                      ... on SecondAddress { id }
                      ... on WorkAddress { id }
                    }
                  } =>
                  ... on User {
                    city
                  }
                }
              }
            }
            Fetch(id: 4, service: "a", after: 2) {
              Flatten(path: "a") {
                {
                  __typename
                  id
                  address {
                    __typename
                    ... on HomeAddress { id }
                    ... on SecondAddress { id }
                    ... on WorkAddress { id }
                  }
                } =>
                ... on User {
                  city
                }
              }
            }
          }
        }
        """,
    )


async def test_a_requirement_of_one_type_is_empty_for_the_others() -> None:
    await addresses().expect(
        "{ a { country } b { country } }",
        {"a": {"country": None}, "b": {"country": "w1-country"}},
        """
        QueryPlan {
          Sequence {
            Parallel {
              Fetch(id: 0, service: "a") {
                query {
                  a {
                    id
                  }
                }
              }
              Fetch(id: 1, service: "b") {
                query {
                  b {
                    id
                    address {
                      __typename
                      ... on WorkAddress {
                        id
                      }
                    }
                  }
                }
              }
            }
            Parallel {
              Fetch(id: 2, service: "b", after: 0) {
                Flatten(path: "a") {
                  { __typename id } =>
                  ... on User {
                    address {
                      __typename
                      ... on WorkAddress {
                        id
                      }
                    }
                  }
                }
              }
              Fetch(id: 3, service: "a", after: 1) {
                Flatten(path: "b") {
                  { __typename id address { __typename ... on WorkAddress { id } } } =>
                  ... on User {
                    country
                  }
                }
              }
            }
            Fetch(id: 4, service: "a", after: 2) {
              Flatten(path: "a") {
                { __typename id address { __typename ... on WorkAddress { id } } } =>
                ... on User {
                  country
                }
              }
            }
          }
        }
        """,
    )


async def test_a_required_object_of_a_type_unknown_to_the_subgraph_is_sent_all_the_same() -> None:
    house = addresses()
    answer = await house.run("{ c { city address { __typename id } } }")
    assert answer.data == {"c": {"city": "s1-city", "address": {"__typename": "SecondAddress", "id": "s1"}}}
