"""A requirement met by an interface object, which does not know what its objects really are."""

from __future__ import annotations

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


async def test_what_an_interface_object_brings_is_sent_without_knowing_its_type() -> None:
    elk = {"__typename": "Elk", "id": "e1"}
    ant = {"__typename": "Ant", "id": "a1", "friends": [elk, None, elk]}
    shop = Federation(
        World(
            roots={"Query.ant": lambda: ant},
            entities={"Ant": [ant], "Elk": [elk], "Owned": [elk]},
            computed={"Ant.greeting": lambda source: ",".join(one["id"] if one else "-" for one in source["friends"])},
        ),
        a="""
          type Query { ant: Ant }
          type Ant @key(fields: "id") { id: ID! friends: [Owned] }
          type Owned @key(fields: "id") @interfaceObject { id: ID! }
        """,
        b="""
          type Ant @key(fields: "id") {
            id: ID!
            friends: [Owned] @external
            greeting: String @requires(fields: "friends { id }")
          }
          interface Owned @key(fields: "id") { id: ID! }
          type Elk implements Owned @key(fields: "id") { id: ID! }
        """,
    )
    answer = await shop.expect_as_monolith("{ ant { greeting } }")
    assert answer.data == {"ant": {"greeting": "e1,-,e1"}}
    assert shop.asked() == {"a": 1, "b": 1}
