"""Picking and shipping: by logistics alone, only what stock keeps, and each line for itself."""

from __future__ import annotations

import pytest

from tests.kit.placing import BUYER, LOGISTICS, REQUESTER, Claims, codes, pick, placed, read, requested, ship
from tests.kit.placing_peers import PlacingPeers
from tests.kit.subgraphs import SubgraphClient

SALES = LOGISTICS | {"sub": "user:sales", "claims": ["staff:dealer_sales"], "roles": ["sales"]}


@pytest.mark.parametrize("who", [BUYER, REQUESTER, SALES])
async def test_nobody_else_picks_or_ships(desk: SubgraphClient, world: PlacingPeers, who: Claims) -> None:
    number = (await placed(desk, {"DRILL": 1}))["number"]
    assert codes(await pick(desk, number, who=who)) == ["NOT_ALLOWED"]
    assert codes(await ship(desk, number, {1: 1}, who=who)) == ["NOT_ALLOWED"]
    assert (await read(desk, number) or {})["lines"][0]["state"] == "OPEN"


async def test_one_shipment_speaks_for_its_own_lines_alone(desk: SubgraphClient, world: PlacingPeers) -> None:
    number = (await placed(desk, {"DRILL": 2, "SAW": 3}))["number"]
    await pick(desk, number)
    first = (await ship(desk, number, {1: 2}))["order"]
    assert (first["state"], [line["state"] for line in first["lines"]]) == ("PART_SHIPPED", ["SHIPPED", "PICKING"])
    second = (await ship(desk, number, {2: 1}))["order"]
    assert (second["state"], second["lines"][1]["state"]) == ("PART_SHIPPED", "PART_SHIPPED")
    last = (await ship(desk, number, {2: 2}))["order"]
    assert (last["state"], [line["shippedQuantity"] for line in last["lines"]]) == ("SHIPPED", [2, 3])
    assert [shipment["number"] for shipment in last["shipments"]] == [f"{number}-{part}" for part in (1, 2, 3)]
    assert world.shipped == {
        (number, f"{number}-1"): {1: 2},
        (number, f"{number}-2"): {2: 1},
        (number, f"{number}-3"): {2: 2},
    }


async def test_only_what_lies_ready_is_picked_and_leaves(desk: SubgraphClient, world: PlacingPeers) -> None:
    world.lying, world.coming = {"DRILL": 2, "SAW": 0}, {"DRILL": "2026-12-15", "SAW": "2026-12-20"}
    number = (await placed(desk, {"DRILL": 5, "SAW": 1}))["number"]
    assert codes(await pick(desk, number, 2)) == ["NOTHING_RESERVED"]
    after = (await pick(desk, number))["order"]
    assert [line["state"] for line in after["lines"]] == ["PICKING", "BACK_ORDER"]
    assert codes(await ship(desk, number, {1: 3})) == ["NOTHING_RESERVED"]
    assert codes(await ship(desk, number, {1: 6})) == ["QUANTITY_NOT_VALID"]
    assert codes(await ship(desk, number, {2: 1})) == ["NOT_IN_THIS_STATE"]
    rest = (await ship(desk, number, {1: 2}))["order"]["lines"][0]
    assert (rest["state"], rest["backOrderedQuantity"], rest["promisedDate"]) == ("BACK_ORDER", 3, "2026-12-15")
    world.arrive("DRILL")
    await pick(desk, number, 1)
    assert (await ship(desk, number, {1: 3}))["order"]["lines"][0]["state"] == "SHIPPED"


async def test_what_waits_for_approval_does_not_leave(desk: SubgraphClient, world: PlacingPeers) -> None:
    number = (await requested(desk, {"DRILL": 1}))["number"]
    assert codes(await pick(desk, number)) == ["NOT_IN_THIS_STATE"]
    assert codes(await ship(desk, number, {1: 1})) == ["NOT_IN_THIS_STATE"]


async def test_sent_again_it_has_left_once(desk: SubgraphClient, world: PlacingPeers) -> None:
    number = (await placed(desk, {"DRILL": 3}))["number"]
    await pick(desk, number, key="p")
    assert codes(await pick(desk, number, key="p")) == []
    first = await ship(desk, number, {1: 1}, key="s")
    assert await ship(desk, number, {1: 1}, key="s") == first
    assert codes(await ship(desk, number, {1: 2}, key="s")) == ["KEY_REUSED"]
    assert world.times("ShipStock") == 1
