"""A shop between two subgraphs: fields that move from the old to the new one by labels."""

from __future__ import annotations

from gateway.supergraph import read_supergraph
from tests.kit.composition import expect_sdl
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World

OLD = """
type Query { items: [Item]  today: Int  size: Int }
type Item @key(fields: "id") { id: ID!  name: String  price: Int  box: Box }
type Box { height: Int }
"""
NEW = """
type Query {  today: Int }
type Item @key(fields: "id") { id: ID!  price: Int  code: String }
"""
BILLS = """
type Item @key(fields: "id") { id: ID!  price: Int @external  tax: Int @requires(fields: "price") }
"""
TAKEN_OVER = """
type Query { today: Int @override(from: "old", label: "days") }
type Item @key(fields: "id") { id: ID!  price: Int @override(from: "old", label: "percent(25)")  code: String }
"""


def moving_shop(labels: frozenset[str] = frozenset()) -> Federation:
    """While labels are active or not, the subgraph that should not be asked for a field does not even have it."""
    item = {"__typename": "Item", "id": "i", "name": "Saw", "price": 4, "code": "c"}
    item["box"] = {"__typename": "Box", "height": 2}
    world = World(
        roots={"Query.items": lambda: [item], "Query.today": lambda: 7, "Query.size": lambda: 1},
        entities={"Item": [item]},
        computed={"Item.tax": lambda source: source["price"] * 2},
    )
    days, price = "days" in labels, "percent(25)" in labels
    old, new = OLD, NEW
    for field, taken_over in (("  today: Int", days), ("  price: Int", price)):
        old, new = (old.replace(field, ""), new) if taken_over else (old, new.replace(field, ""))
    house = Federation(world, old=old, new=new.replace("type Query { }", ""), bills=BILLS)
    house.labels = labels
    house.supergraph = read_supergraph(expect_sdl(old=OLD, new=TAKEN_OVER, bills=BILLS))
    return house
