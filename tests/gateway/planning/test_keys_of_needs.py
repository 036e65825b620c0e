"""Under which keys a plan asks for what it needs besides the client: whatever the fields and the aliases are called."""

from __future__ import annotations

import re

import pytest

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def shop() -> Federation:
    """Fields whose names are what an alias of another would be."""
    items = [{"__typename": "Item", "id": "1", "price": 5, "_price": 6, "weight": 2}]
    return Federation(
        World(
            roots={"Query.items": lambda: items},
            entities={"Item": items},
            computed={
                "Item.both": lambda of: of["price"] * 10 + of["_price"],
                "Item.freight": lambda of: of["weight"] * 100 + of["price"],
            },
        ),
        a="""
        type Query { items: [Item] }
        type Item @key(fields: "id") { id: ID!  price: Int  _price: Int  weight: Int! }
        """,
        b="""
        type Item @key(fields: "id") {
          id: ID!  price: Int @external  _price: Int @external  weight: Int @external
          both: Int @requires(fields: "price _price")
          freight: Int @requires(fields: "weight price")
        }
        """,
    )


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("both", {"both": 56}),
        ("price: weight both", {"price": 2, "both": 56}),
        ("_price: weight both", {"_price": 2, "both": 56}),
        ("price: weight _price: id both", {"price": 2, "_price": "1", "both": 56}),
        ("price: _price _price: price both", {"price": 6, "_price": 5, "both": 56}),
        ("price: weight _price: id _price_: id freight", {"price": 2, "_price": "1", "_price_": "1", "freight": 205}),
        (
            "id: __typename weight: __typename price: __typename both freight",
            {"id": "Item", "weight": "Item", "price": "Item", "both": 56, "freight": 205},
        ),
    ],
)
async def test_what_is_required_never_shares_a_key_with_anything_else(asked: str, told: object) -> None:
    house = shop()
    answer = await house.expect_as_monolith(f"{{ items {{ {asked} }} }}")
    assert answer.data == {"items": [told]}
    assert not re.search(r"\b__(?!typename)\w+:", house.plan_text(f"{{ items {{ {asked} }} }}"))
