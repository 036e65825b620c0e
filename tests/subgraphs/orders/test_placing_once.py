"""However often the same is sent under one key, and whoever runs it, there is one order."""

from __future__ import annotations

import asyncio

from subgraphs.orders.service.placing.resuming import finish_waiting
from tests.kit.clocks import MovedClock
from tests.kit.placing import ADDRESS, BUYER, COLLEAGUE, REQUESTER, cancel, carts, codes, fill, place, request
from tests.kit.placing_peers import PlacingPeers
from tests.kit.subgraphs import SubgraphClient


async def test_sent_twenty_times_at_once_it_is_one_order(desk: SubgraphClient, world: PlacingPeers) -> None:
    given = (await fill(desk, {"DRILL": 2})).input()
    answers = await asyncio.gather(*(place(desk, given) for _ in range(20)))
    numbers = {answer["order"]["number"] for answer in answers if answer["order"] is not None}
    assert numbers == {"100500"}
    assert all(codes(answer) in ([], ["IN_PROGRESS"]) for answer in answers)
    assert (await place(desk, given))["order"]["number"] == "100500"
    assert (world.times("ReserveStock"), world.times("BindReservation"), set(world.kept)) == (1, 1, {"100500"})
    assert await carts(desk) == []


async def test_a_key_stands_for_one_thing_and_for_one_person(desk: SubgraphClient, world: PlacingPeers) -> None:
    cart = await fill(desk, {"DRILL": 2})
    given = cart.input(key="k")
    await place(desk, given)
    world.asked.clear()
    others = [given | {"cartVersion": 7}, given | {"shipTo": ADDRESS | {"city": "Herford"}}]
    assert [codes(await place(desk, other)) for other in others] == [["KEY_REUSED"]] * 2
    assert codes(await request(desk, cart.request(key="k"), who=BUYER)) == ["KEY_REUSED"]
    assert codes(await request(desk, cart.request(key="k"), who=COLLEAGUE)) == ["CART_NOT_FOUND"]
    assert codes(await cancel(desk, "100500", key="k")) == ["KEY_REUSED"]
    assert not {"ReserveStock", "ReleaseStock"} & set(world.asked)


async def test_who_has_lost_his_turn_writes_nothing_and_answers_the_order(
    desk: SubgraphClient, world: PlacingPeers, clock: MovedClock
) -> None:
    given = (await fill(desk, {"DRILL": 2})).input()
    for operation in ("ReserveStock", "PriceOrder", "BindReservation"):
        held = world.held[operation] = asyncio.Event()
        world.reached[operation].clear()
        first = asyncio.create_task(place(desk, given))
        await world.reached[operation].wait()
        del world.held[operation]
        clock.advance(seconds=61)
        await finish_waiting(desk.services)
        held.set()
        answer = await first
        assert codes(answer) == []
        assert answer["order"]["state"] == "CONFIRMED"
        given = (await fill(desk, {"DRILL": 2})).input()
    assert set(world.bound) == {"100500", "100501", "100502"}


async def test_twenty_requests_at_once_are_one(desk: SubgraphClient, world: PlacingPeers) -> None:
    given = (await fill(desk, {"DRILL": 2}, REQUESTER)).request()
    answers = await asyncio.gather(*(request(desk, given) for _ in range(20)))
    assert {answer["order"]["number"] for answer in answers if answer["order"] is not None} == {"100500"}
    assert all(codes(answer) in ([], ["IN_PROGRESS"]) for answer in answers)
    again = (await request(desk, given))["order"]
    assert (again["number"], again["state"], world.times("ReserveStock")) == ("100500", "AWAITING", 1)


async def test_twenty_times_at_once_after_a_refusal_get_that_refusal(desk: SubgraphClient, world: PlacingPeers) -> None:
    world.lying["DRILL"] = 1
    cart = await fill(desk, {"DRILL": 2})
    given = cart.input(backOrders=False)
    assert codes(await place(desk, given)) == ["NOT_ENOUGH_STOCK"]
    world.lying["DRILL"] = 5
    answers = await asyncio.gather(*(place(desk, given) for _ in range(20)))
    assert [codes(answer) for answer in answers] == [["NOT_ENOUGH_STOCK"]] * 20
    assert codes(await place(desk, given | {"backOrders": True})) == ["KEY_REUSED"]
    assert (await place(desk, cart.input()))["order"]["state"] == "CONFIRMED"
    assert world.lying["DRILL"] == 3
