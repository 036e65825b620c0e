"""Two fields of one place that require different parts of the same object, under different conditions."""

from __future__ import annotations

import pytest

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def parcels() -> Federation:
    box = {"__typename": "Box", "width": 2, "weight": 7}
    parcel = {"__typename": "Parcel", "id": "p1", "box": box}
    world = World(
        roots={"Query.parcel": lambda: parcel},
        entities={"Parcel": [parcel]},
        computed={
            "Parcel.space": lambda of: of["box"]["width"] * 10,
            "Parcel.price": lambda of: of["box"]["width"] + of["box"]["weight"],
        },
    )
    return Federation(
        world,
        packing="""
        type Query { parcel: Parcel }
        type Parcel @key(fields: "id") { id: ID!  box: Box }
        type Box { width: Int @shareable  weight: Int @shareable }
        """,
        shipping="""
        type Parcel @key(fields: "id") {
          id: ID!  box: Box @external
          space: Int @requires(fields: "box { width }")
          price: Int @requires(fields: "box { width weight }") }
        type Box { width: Int @shareable  weight: Int @shareable }
        """,
    )


@pytest.mark.parametrize("wanted", [True, False])
async def test_what_only_a_skipped_field_requires_is_not_sent(wanted: bool) -> None:
    house = parcels()
    await house.expect_as_monolith("query($w: Boolean!) { parcel { space price @include(if: $w) } }", w=wanted)
    assert house.asked() == {"packing": 1, "shipping": 1}


async def test_what_both_require_unconditionally_is_sent_once() -> None:
    house = parcels()
    await house.expect_as_monolith("{ parcel { space price } }")
    assert list(house.subgraphs["shipping"].requests[0][1]) == ["representations"]
