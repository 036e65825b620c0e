"""Who waits for an article gets what becomes free: the oldest first, as far as the pools are open to him."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import insert

from subgraphs.stock.rules.corrections import Correction
from subgraphs.stock.service.corrections import correct_stock
from subgraphs.stock.tables import DEMANDS
from tests.kit.reserving import DEALER, DEALER2, FIRM, PLUS, PRIVATE, release, reservation, reserve, ship, stock_for
from tests.kit.stock_books import Pools, balance, nobody_waits_in_vain, pools
from tests.kit.subgraphs import SubgraphClient


@pytest.fixture
async def before(stock: SubgraphClient) -> Pools:
    return await pools(stock.services.database)


async def found(stock: SubgraphClient, sku: str, pieces: int, warehouse: str = "DE-N") -> None:
    correction = Correction(sku, warehouse, pieces, "counted")
    assert await correct_stock(stock.services, "user:logistics", f"{sku} {pieces} {warehouse}", correction) is None


async def state(stock: SubgraphClient, order: str) -> tuple[int, int, str | None]:
    (line,) = await reservation(stock, order)
    return line["reserved"], line["backOrdered"], line["promisedDate"]


async def waits(stock: SubgraphClient, order: str, sku: str, pieces: int, **more: Any) -> None:
    payload = await reserve(stock, order, (1, sku, pieces), back_orders=True, **more)
    assert payload["reserved"], payload


async def test_pieces_given_back_go_to_the_oldest_who_waits(stock: SubgraphClient, before: Pools) -> None:
    await waits(stock, "first", "HW-1003", 10, who=FIRM)
    await waits(stock, "second", "HW-1003", 4, who=DEALER)
    await waits(stock, "third", "HW-1003", 9, who=PRIVATE)
    assert [await state(stock, order) for order in ("second", "third")] == [(0, 4, "2026-12-03"), (0, 9, "2026-12-03")]
    await release(stock, "first")
    assert await state(stock, "second") == (4, 0, "2026-11-24"), "all its pieces are there now"
    assert await state(stock, "third") == (6, 3, "2026-12-03")
    await balance(stock.services.database, held_by_others=before)


async def test_pieces_found_go_to_who_waits_and_only_the_rest_to_everybody(
    stock: SubgraphClient, before: Pools
) -> None:
    await waits(stock, "first", "HW-1003", 13, who=FIRM)
    await found(stock, "HW-1003", 5)
    assert await state(stock, "first") == (13, 0, "2026-11-24")
    assert [line["light"] for line in await stock_for(stock, DEALER, (1, "HW-1003", 2), (2, "HW-1003", 1))] == [
        "green",
        "yellow",
    ]
    await balance(stock.services.database, held_by_others=before)


async def test_pieces_of_a_contingent_go_to_its_owner_though_others_wait_longer(
    stock: SubgraphClient, before: Pools
) -> None:
    await reserve(stock, "holder", (1, "HW-1005", 48), who=DEALER)
    await waits(stock, "firm", "HW-1005", 25, who=FIRM)
    assert await state(stock, "firm") == (0, 25, None)
    await release(stock, "holder")
    assert await state(stock, "firm") == (0, 25, None)
    (line,) = await stock_for(stock, DEALER, (1, "HW-1005", 48))
    assert line["light"] == "green", "what a firm waits for takes nothing from a contingent"
    await found(stock, "HW-1005", 10)
    assert await state(stock, "firm") == (10, 15, None)
    await balance(stock.services.database, held_by_others=before)
    await nobody_waits_in_vain(stock.services.database, stock.services.clock.today())


async def test_pieces_promised_outside_of_orders_are_not_given_away(stock: SubgraphClient) -> None:
    """Ten pieces lie there, eight of them are promised for the day of the receipt, which somebody waits for already."""
    day = (await stock_for(stock, DEALER, (1, "HW-1003", 50)))[0]["promisedDate"]
    await waits(stock, "all", "HW-1003", 50, who=DEALER)
    promised = {"id": "outside", "sku": "HW-1003", "day": stock.services.clock.today(), "quantity": 8}
    async with stock.services.database.write() as connection:
        await connection.execute(insert(DEMANDS).values(promised))
    await found(stock, "HW-1003", 10)
    assert await state(stock, "all") == (12, 38, day)


async def test_a_line_may_have_left_in_part_and_wait_for_the_rest(stock: SubgraphClient, before: Pools) -> None:
    await waits(stock, "first", "HW-1003", 14, who=DEALER)
    assert await ship(stock, "first", "1", {1: 10}) is None
    assert await state(stock, "first") == (0, 4, "2026-12-03")
    await found(stock, "HW-1003", 4)
    assert await ship(stock, "first", "2", {1: 4}) is None
    assert await reservation(stock, "first") == []
    await balance(stock.services.database, held_by_others=before)


async def test_a_tier_is_served_from_its_contingent(stock: SubgraphClient, before: Pools) -> None:
    """The plus dealer of Austria had it all; another of the tier waits beside a dealer without tier."""
    other = PLUS | {"company": "donau-werkzeug"}
    await reserve(stock, "all", (1, "HW-1002", 49), who=PLUS, country="AT")
    for order, who in (("plain", DEALER2), ("plus", other)):
        unseen = who | {"groups": []}
        await waits(stock, order, "HW-1002", 21, who=unseen)
    await release(stock, "all")
    assert await state(stock, "plain") == (21, 0, None)
    assert await state(stock, "plus") == (21, 0, None)
    held = await pools(stock.services.database)
    assert held["HW-1002", "DE-N", "tier", "plus"] == (25, 4 + 21)
    await balance(stock.services.database, held_by_others=before)
