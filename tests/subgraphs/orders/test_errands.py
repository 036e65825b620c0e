"""What stock must still be told after an order has changed: in the order it happened, until it is heard, once."""

from __future__ import annotations

import asyncio

from subgraphs.orders.service.errands import run_waiting
from tests.kit.clocks import MovedClock
from tests.kit.placing import BUYER, LOGISTICS, cancel, codes, pick, placed, read, ship
from tests.kit.placing_peers import PlacingPeers
from tests.kit.subgraphs import SubgraphClient


async def test_a_cancellation_holds_while_stock_is_down_and_stock_hears_of_it_later(
    desk: SubgraphClient, world: PlacingPeers, clock: MovedClock
) -> None:
    number = (await placed(desk, {"DRILL": 2}))["number"]
    world.down = {"ReleaseStock"}
    assert (await cancel(desk, number))["order"]["state"] == "CANCELLED"
    assert world.kept[number][1].reserved == 2
    world.down = set()
    clock.advance(minutes=1)
    await run_waiting(desk.services)
    await run_waiting(desk.services)
    assert world.kept == {}
    assert world.times("ReleaseStock") == 2


async def test_what_was_sent_is_told_before_what_was_given_up_after_it(
    desk: SubgraphClient, world: PlacingPeers, clock: MovedClock
) -> None:
    world.lying, world.coming = {"DRILL": 3}, {"DRILL": "2026-12-15"}
    number = (await placed(desk, {"DRILL": 5}))["number"]
    await pick(desk, number)
    world.down = {"ShipStock"}
    assert codes(await ship(desk, number, {1: 3})) == []
    world.asked.clear()
    assert (await cancel(desk, number))["order"]["state"] == "SHIPPED"
    assert "ReleaseStock" not in world.asked
    clock.advance(minutes=2)
    await run_waiting(desk.services)
    assert "ReleaseStock" not in world.asked
    world.down = set()
    clock.advance(minutes=20)
    # The process runs errands by itself, too: one that it has taken is not waiting any more.
    async with asyncio.timeout(20):
        async for _ in desk.services.database.written(at_least_every=0.1):
            await run_waiting(desk.services)
            if not world.kept:
                break
    assert world.asked[-2:] == ["ShipStock", "ReleaseStock"]
    assert (world.shipped, world.kept) == ({(number, f"{number}-1"): {1: 3}}, {})


async def test_an_answer_that_was_lost_ships_nothing_twice(
    desk: SubgraphClient, world: PlacingPeers, clock: MovedClock
) -> None:
    number = (await placed(desk, {"DRILL": 2}))["number"]
    await pick(desk, number)
    world.lost = {"ShipStock"}
    assert codes(await ship(desk, number, {1: 1})) == []
    world.lost = set()
    clock.advance(minutes=1)
    await run_waiting(desk.services)
    assert world.kept[number][1].reserved == 1
    order = await read(desk, number, BUYER)
    assert order is not None
    assert (order["lines"][0]["state"], len(order["shipments"])) == ("PART_SHIPPED", 1)


async def test_nothing_is_picked_while_stock_does_not_say_what_it_keeps(
    desk: SubgraphClient, world: PlacingPeers
) -> None:
    number = (await placed(desk, {"DRILL": 2}))["number"]
    world.down = {"Reservation"}
    document = "mutation($input: StartPickingInput!) { startPicking(input: $input) { order { number } } }"
    given = {"key": "k", "number": number, "positions": None}
    assert (await desk.answer(document, LOGISTICS, {"input": given}))["errors"]
    world.down = set()
    assert (await pick(desk, number, key="k"))["order"]["lines"][0]["state"] == "PICKING"
