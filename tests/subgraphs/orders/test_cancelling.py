"""Cancelling until picking: by whom, which lines, once per key, and stock gets everything back."""

from __future__ import annotations

import pytest

from tests.kit.placing import (
    BUYER,
    COLLEAGUE,
    FIRM,
    LOGISTICS,
    REQUESTER,
    Claims,
    cancel,
    codes,
    pick,
    placed,
    read,
    requested,
    ship,
)
from tests.kit.placing_peers import PlacingPeers
from tests.kit.subgraphs import SubgraphClient


async def test_one_line_goes_and_the_rest_is_charged_for_itself(desk: SubgraphClient, world: PlacingPeers) -> None:
    order = await placed(desk, {"DRILL": 4, "SAW": 1})
    payload = await cancel(desk, order["number"], 2)
    assert payload["userErrors"] == []
    after = payload["order"]
    assert [line["state"] for line in after["lines"]] == ["OPEN", "CANCELLED"]
    assert (after["state"], after["netTotal"]["amount"]) == ("CONFIRMED", "205.20")
    assert {position: kept.reserved for position, kept in world.kept[order["number"]].items()} == {1: 4}


async def test_all_of_it_goes_and_one_still_sees_what_it_was(desk: SubgraphClient, world: PlacingPeers) -> None:
    order = await placed(desk, {"DRILL": 4})
    after = (await cancel(desk, order["number"], who=COLLEAGUE))["order"]
    assert (after["state"], after["cancellable"], after["netTotal"]) == ("CANCELLED", False, order["netTotal"])
    assert world.kept == {}


async def test_what_is_being_picked_stays_and_so_does_all_that_was_named_with_it(
    desk: SubgraphClient, world: PlacingPeers
) -> None:
    number = (await placed(desk, {"DRILL": 4, "SAW": 1}))["number"]
    await pick(desk, number, 1)
    before = await read(desk, number)
    payload = await cancel(desk, number, 1, 2)
    assert [(error["code"], error["path"]) for error in payload["userErrors"]] == [
        ("NOT_CANCELLABLE", ["input", "positions", "0"])
    ]
    assert await read(desk, number) == before
    assert (await cancel(desk, number))["order"]["lines"][1]["state"] == "CANCELLED"
    assert codes(await cancel(desk, number)) == ["NOT_CANCELLABLE"]


async def test_a_line_of_which_some_has_left_ends_with_what_was_shipped(
    desk: SubgraphClient, world: PlacingPeers
) -> None:
    world.lying, world.coming = {"DRILL": 3}, {"DRILL": "2026-12-15"}
    order = await placed(desk, {"DRILL": 5})
    await pick(desk, order["number"])
    assert (await ship(desk, order["number"], {1: 3}))["order"]["lines"][0]["state"] == "BACK_ORDER"
    after = (await cancel(desk, order["number"]))["order"]
    assert (after["state"], after["lines"][0]["state"], after["lines"][0]["quantity"]) == ("SHIPPED", "SHIPPED", 3)
    assert after["lines"][0]["lineNet"]["amount"] == "153.90"


@pytest.mark.parametrize(
    ("who", "code"), [(FIRM, "ORDER_NOT_FOUND"), (REQUESTER, "ORDER_NOT_FOUND"), (LOGISTICS, "ORDER_NOT_FOUND")]
)
async def test_others_cancel_nothing(desk: SubgraphClient, world: PlacingPeers, who: Claims, code: str) -> None:
    number = (await placed(desk, {"DRILL": 1}))["number"]
    assert codes(await cancel(desk, number, who=who)) == [code]
    assert world.times("ReleaseStock") == 0


async def test_a_requester_takes_back_what_he_asked_for(desk: SubgraphClient, world: PlacingPeers) -> None:
    number = (await requested(desk, {"DRILL": 1}))["number"]
    assert (await cancel(desk, number, who=REQUESTER))["order"]["state"] == "CANCELLED"
    assert world.kept == {}


async def test_sent_again_it_is_cancelled_once_and_the_key_stands_for_it(
    desk: SubgraphClient, world: PlacingPeers
) -> None:
    number = (await placed(desk, {"DRILL": 1, "SAW": 1}))["number"]
    first = await cancel(desk, number, 1, key="k")
    assert await cancel(desk, number, 1, key="k") == first
    assert codes(await cancel(desk, number, 2, key="k")) == ["KEY_REUSED"]
    assert world.times("ReleaseStock") == 1


async def test_a_line_that_is_not_there_is_named(desk: SubgraphClient, world: PlacingPeers) -> None:
    number = (await placed(desk, {"DRILL": 1}))["number"]
    payload = await cancel(desk, number, 1, 7, who=BUYER)
    assert [(error["code"], error["path"]) for error in payload["userErrors"]] == [
        ("LINE_NOT_FOUND", ["input", "positions", "1"])
    ]
