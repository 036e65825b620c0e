"""Requirements with guards: each type's part reaches the representation."""

from __future__ import annotations

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World

DATA = """
interface Foo { foo: String! }
interface Bar implements Foo { foo: String!  bar: String! }
type Baz implements Foo & Bar @shareable { foo: String!  bar: String!  baz: String! }
type Qux implements Foo & Bar @shareable { foo: String!  bar: String!  qux: String! }
"""


def entities() -> Federation:
    qux = {"__typename": "Qux", "foo": "q1-foo", "bar": "q1-bar", "qux": "q1-qux"}
    baz = {"__typename": "Baz", "foo": "b1-foo", "bar": "b1-bar", "baz": "b1-baz"}
    found = {name: {"__typename": "Entity", "id": name, "data": data} for name, data in (("e1", qux), ("e2", baz))}
    nothing = {"__typename": "Entity", "id": "e3", "data": None}
    world = World(
        roots={"Query.a": lambda: found["e1"], "Query.b": lambda: found["e2"], "Query.none": lambda: nothing},
        entities={"Entity": [*found.values(), nothing]},
        computed={
            "Entity.requirer": lambda of: " ".join(f"{key}={value}" for key, value in of["data"].items()),
            "Entity.requirer2": lambda of: str(of["data"] and of["data"]["foo"]),
        },
    )
    return Federation(
        world,
        a=f"""
        type Query {{ a: Entity }}
        type Entity @key(fields: "id") {{ id: ID!  data: Foo }}
        {DATA}
        """,
        b=f"""
        type Query {{ b: Entity  none: Entity }}
        type Entity @key(fields: "id") {{
          id: ID!  data: Foo @external
          requirer: String! @requires(
            fields: "data {{ foo ... on Bar {{ bar ... on Baz {{ baz }} ... on Qux {{ qux }} }} }}")
          requirer2: String! @requires(fields: "data {{ ... on Foo {{ foo }} }}") }}
        {DATA}
        """,
    )


async def test_nested_guards_reach_the_representation_of_each_type() -> None:
    await entities().expect(
        "{ a { requirer } b { data { __typename } requirer } }",
        {
            "a": {"requirer": "__typename=Qux foo=q1-foo bar=q1-bar qux=q1-qux"},
            "b": {"data": {"__typename": "Baz"}, "requirer": "__typename=Baz foo=b1-foo bar=b1-bar baz=b1-baz"},
        },
        """
        QueryPlan {
          Sequence {
            Parallel {
              Fetch(id: 0, service: "a") {
                query {
                  a {
                    id
                    data {
                      __typename
                      ... on Baz {
                        foo
                        bar
                        baz
                      }
                      ... on Qux {
                        foo
                        bar
                        qux
                      }
                    }
                  }
                }
              }
              Fetch(id: 1, service: "b") {
                query {
                  b {
                    id
                  }
                }
              }
            }
            Parallel {
              Fetch(id: 2, service: "b", after: 0) {
                Flatten(path: "a") {
                  { __typename id data { __typename ... on Baz { foo bar baz } ... on Qux { foo bar qux } } } =>
                  ... on Entity {
                    requirer
                  }
                }
              }
              Fetch(id: 3, service: "a", after: 1) {
                Flatten(path: "b") {
                  { __typename id } =>
                  ... on Entity {
                    data {
                      __typename
                      ... on Baz {
                        foo
                        bar
                        baz
                      }
                      ... on Qux {
                        foo
                        bar
                        qux
                      }
                    }
                  }
                }
              }
            }
            Fetch(id: 4, service: "b", after: 3) {
              Flatten(path: "b") {
                { __typename id data { __typename ... on Baz { foo bar baz } ... on Qux { foo bar qux } } } =>
                ... on Entity {
                  requirer
                }
              }
            }
          }
        }
        """,
    )


async def test_a_guard_on_the_interface_itself_is_no_guard() -> None:
    await entities().expect(
        "{ b { requirer2 } none { requirer2 } }",
        {"b": {"requirer2": "b1-foo"}, "none": {"requirer2": "None"}},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "b") {
              query {
                b {
                  id
                }
                none {
                  id
                }
              }
            }
            Fetch(id: 1, service: "a", after: 0) {
              Flatten(paths: "b", "none") {
                { __typename id } =>
                ... on Entity {
                  data {
                    __typename
                    ... on Baz {
                      foo
                    }
                    ... on Qux {
                      foo
                    }
                  }
                }
              }
            }
            Fetch(id: 2, service: "b", after: 1) {
              Flatten(paths: "b", "none") {
                { __typename id data { __typename ... on Baz { foo } ... on Qux { foo } } } =>
                ... on Entity {
                  requirer2
                }
              }
            }
          }
        }
        """,
    )
