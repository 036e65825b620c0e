"""Placing while a peer is down or its answer is lost, or while its buyer has gone: it is gone on with, once."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Connection, event

from tests.kit.clocks import MovedClock
from tests.kit.placing import codes, fill, place
from tests.kit.placing_peers import PlacingPeers
from tests.kit.subgraphs import SubgraphClient


@pytest.mark.parametrize("operation", ["ReserveStock", "BindReservation"])
async def test_what_stock_did_without_an_answer_is_not_done_again(
    desk: SubgraphClient, world: PlacingPeers, clock: MovedClock, operation: str
) -> None:
    given = (await fill(desk, {"DRILL": 2})).input()
    world.lying["DRILL"] = 2
    world.lost = {operation}
    assert codes(await place(desk, given)) == ["IN_PROGRESS"]
    world.lost = set()
    clock.advance(seconds=6)
    assert (await place(desk, given))["order"]["number"] == "100500"
    assert (world.bound, world.lying["DRILL"]) == ({"100500"}, 0)


async def test_a_buyer_who_goes_away_has_ordered(desk: SubgraphClient, world: PlacingPeers, clock: MovedClock) -> None:
    given = (await fill(desk, {"DRILL": 2})).input()
    held = world.held["ReserveStock"] = asyncio.Event()
    leaving = asyncio.create_task(place(desk, given))
    await world.reached["ReserveStock"].wait()
    leaving.cancel()
    await asyncio.wait({leaving})
    held.set()
    assert (await place(desk, given))["order"]["state"] == "CONFIRMED"
    assert world.times("ReserveStock") == 1


async def test_a_buyer_who_goes_away_while_his_placing_is_written_down_has_ordered(
    desk: SubgraphClient, world: PlacingPeers
) -> None:
    """His key is not taken until a turn has run out: the clock stands still."""
    given = (await fill(desk, {"DRILL": 2})).input()
    leaving = asyncio.create_task(place(desk, given))

    def leave(_connection: Connection) -> None:
        leaving.cancel()

    for engine in desk.services.database.engines:
        event.listen(engine.sync_engine, "commit", leave)
    await asyncio.wait({leaving})
    assert leaving.cancelled()
    assert (await place(desk, given))["order"]["state"] == "CONFIRMED"
    assert world.times("ReserveStock") == 1


async def test_a_refusal_is_kept_under_its_key_and_the_cart_can_be_ordered_again(
    desk: SubgraphClient, world: PlacingPeers
) -> None:
    cart = await fill(desk, {"DRILL": 2})
    world.lying["DRILL"] = 2
    given = cart.input(priceMark="another")
    assert [codes(await place(desk, given)) for _ in range(2)] == [["PRICES_CHANGED"]] * 2
    assert (world.kept, world.lying["DRILL"], world.times("ReserveStock")) == ({}, 2, 1)
    assert (await place(desk, cart.input()))["order"]["state"] == "CONFIRMED"


@pytest.mark.parametrize("operation", ["Articles", "ReserveStock", "PriceOrder", "BindReservation"])
async def test_a_peer_that_was_down_delays_the_order_and_loses_nothing(
    desk: SubgraphClient, world: PlacingPeers, clock: MovedClock, operation: str
) -> None:
    given = (await fill(desk, {"DRILL": 2})).input()
    world.failures[operation] = 1
    begun = operation != "Articles"
    assert codes(await place(desk, given)) == ["IN_PROGRESS" if begun else "COULD_NOT_BE_PLACED"]
    clock.advance(seconds=6)
    assert (await place(desk, given))["order"]["number"] == "100500"
    assert world.bound == {"100500"}


async def test_a_cart_that_has_changed_meanwhile_is_not_ordered(desk: SubgraphClient, world: PlacingPeers) -> None:
    cart = await fill(desk, {"DRILL": 2})
    newer = await fill(desk, {"SAW": 1})
    assert [codes(await place(desk, cart.input(key="k"))) for _ in range(2)] == [["CART_CHANGED"]] * 2
    assert "ReserveStock" not in world.asked
    assert (await place(desk, newer.input()))["order"]["state"] == "CONFIRMED"
