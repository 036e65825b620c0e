"""What the subgraph of an interface object asks of the real objects, of which not all know it at home."""

from __future__ import annotations

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def actors(keyed: str = "id: ID!", user: str = "id: ID!") -> Federation:
    """Where actors are known by their key, users have no label; another subgraph labels them.

    `keyed` are the fields of the interface where it has a key, `user` those of a user there.
    """
    ada = {"__typename": "User", "id": "u1", "label": "Ada", "title": "Countess", "greeting": "Hello Ada"}
    bot = {"__typename": "Robot", "id": "r1", "label": "R2", "greeting": "Hello R2"}
    team = {"__typename": "Team", "id": "t1", "members": [ada, bot, None], "roster": "u1 r1"}
    world = World(
        roots={"Query.best": lambda: [ada, bot, None], "Query.team": lambda: team},
        entities={"User": [ada], "Robot": [bot], "Actor": [ada, bot], "Team": [team]},
        computed={
            "greeting:Actor.greeting": lambda of: f"Hello {of['label']}",
            "knowing:Team.roster": lambda of: " ".join(one["id"] for one in of["members"] if one),
        },
    )
    return Federation(
        world,
        greeting="""
        type Query { best: [Actor]  team: Team }
        type Team @key(fields: "id") { id: ID!  members: [Actor] }
        type Actor @key(fields: "id") @interfaceObject {
          id: ID!  label: String @external  greeting: String @requires(fields: "label") }
        """,
        knowing=f"""
        type Team @key(fields: "id") {{
          id: ID!  members: [Actor] @external  roster: String @requires(fields: "members {{ id }}") }}
        interface Actor @key(fields: "id") {{ {keyed} }}
        type User implements Actor @key(fields: "id") {{ {user} }}
        type Robot implements Actor @key(fields: "id") {{ id: ID!  label: String }}
        """,
        naming="""
        interface Actor { label: String }
        type User implements Actor @key(fields: "id") { id: ID!  label: String  title: String }
        type Robot implements Actor @key(fields: "id") { id: ID!  label: String @external }
        """,
    )


async def test_a_field_that_the_keyed_interface_lacks_is_had_of_what_the_object_really_is() -> None:
    await actors().expect(
        "{ best { label } }",
        {"best": [{"label": "Ada"}, {"label": "R2"}, None]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "greeting") {
              query {
                best {
                  id
                }
              }
            }
            Fetch(id: 1, service: "knowing", after: 0) {
              Flatten(path: "best") {
                { __typename id } =>
                ... on Actor {
                  __typename
                  ... on Robot {
                    label
                  }
                  ... on User {
                    id
                  }
                }
              }
            }
            Fetch(id: 2, service: "naming", after: 1) {
              Flatten(path: "best|[User]") {
                { __typename id } =>
                ... on User {
                  label
                }
              }
            }
          }
        }
        """,
    )


async def test_a_requirement_that_the_keyed_interface_lacks_is_had_of_what_the_object_really_is() -> None:
    await actors().expect(
        "{ best { greeting } }",
        {"best": [{"greeting": "Hello Ada"}, {"greeting": "Hello R2"}, None]},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "greeting") {
              query {
                best {
                  id
                }
              }
            }
            Fetch(id: 1, service: "knowing", after: 0) {
              Flatten(path: "best") {
                { __typename id } =>
                ... on Actor {
                  __typename
                  ... on Robot {
                    label
                  }
                  ... on User {
                    id
                  }
                }
              }
            }
            Fetch(id: 2, service: "naming", after: 1) {
              Flatten(path: "best|[User]") {
                { __typename id } =>
                ... on User {
                  label
                }
              }
            }
            Fetch(id: 3, service: "greeting", after: 2) {
              Flatten(path: "best") {
                { __typename id label } =>
                ... on Actor {
                  greeting
                }
              }
            }
          }
        }
        """,
    )


async def test_such_a_requirement_stands_beside_what_fragments_call_by_its_name() -> None:
    await actors().expect_as_monolith("{ best { greeting ... on User { label: title } } }")


async def test_such_a_requirement_stands_beside_another_name_for_it() -> None:
    house = actors(keyed="id: ID!  label: String", user="id: ID!  label: String @external")
    await house.expect_as_monolith("{ best { greeting ... on User { other: label } } }")


async def test_what_is_required_of_objects_whose_type_is_not_told() -> None:
    house = actors()
    await house.expect_as_monolith("{ team { roster } }")
    assert house.asked() == {"greeting": 1, "knowing": 1}


async def test_what_is_required_of_them_beside_a_fragment_that_calls_something_else_by_its_name() -> None:
    await actors().expect_as_monolith("{ team { roster members { ... on User { id: label } } } }")
