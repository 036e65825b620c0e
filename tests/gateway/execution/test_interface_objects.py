"""Interface objects: a subgraph that adds to an interface without knowing what implements it."""

from __future__ import annotations

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World

PEOPLE = """
type Query { accounts: [Account!]! }
interface Account @key(fields: "id") { id: ID!  name: String }
type User implements Account @key(fields: "id") { id: ID!  name: String  age: Int }
type Admin implements Account @key(fields: "id") { id: ID!  name: String  rank: Int }
"""
SCORES = """
type Query { best: [Account!]! }
type Account @key(fields: "id") @interfaceObject { id: ID!  score: Int!  next: Account }
"""


def people() -> Federation:
    user = {"__typename": "User", "id": "u1", "name": "Ada", "age": 36, "score": 9}
    admin = {"__typename": "Admin", "id": "a1", "name": "Bob", "rank": 2, "score": 5}
    user["next"], admin["next"] = admin, None  # type: ignore[assignment]
    both = [user, admin]
    world = World(
        roots={"Query.accounts": lambda: both, "Query.best": lambda: both},
        entities={"Account": both, "User": [user], "Admin": [admin]},
    )
    return Federation(world, people=PEOPLE, scores=SCORES)


async def test_what_an_interface_object_adds_is_fetched_for_each_implementation() -> None:
    house = people()
    await house.expect_as_monolith("{ accounts { name score ... on User { age } } }")
    assert house.asked() == {"people": 1, "scores": 1}
    representations = house.subgraphs["scores"].requests[0][1].values()
    assert {one["__typename"] for some in representations for one in some} == {"Account"}


async def test_its_own_fields_need_no_other_subgraph() -> None:
    house = people()
    answer = await house.run("{ best { id score } }")
    assert answer.data == {"best": [{"id": "u1", "score": 9}, {"id": "a1", "score": 5}]}
    assert house.asked() == {"scores": 1}


async def test_the_real_type_comes_from_a_subgraph_that_knows_the_implementations() -> None:
    await people().expect_as_monolith("{ best { id __typename name } }")


async def test_guards_are_told_apart_by_the_real_type() -> None:
    await people().expect_as_monolith("{ best { ... on Admin { rank name } ... on User { score } } }")


async def test_an_interface_object_below_another() -> None:
    await people().expect_as_monolith("{ accounts { next { name ... on Admin { rank } } } }")
