"""What lasts only so long ends by itself: reservations that nobody bound, contingents after their last day."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from subgraphs.common.clock import Clock
from subgraphs.stock.demo import load_demo
from subgraphs.stock.events import topic
from subgraphs.stock.service.expiry import expire_due
from subgraphs.stock.subgraph import SUBGRAPH
from tests.kit.clocks import MovedClock, RunningClock
from tests.kit.reserving import DEALER, FIRM, bind, release, reservation, reserve
from tests.kit.stock_books import balance, pools
from tests.kit.subgraphs import SubgraphClient, running

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
FREE = ("HW-1001", "DE-N", "free", "")


@asynccontextmanager
async def served(database_url: str, clock: Clock) -> AsyncIterator[SubgraphClient]:
    async with running(SUBGRAPH, database_url, clock=clock) as client, asyncio.timeout(30):
        await load_demo(client.services, Path("werktor/demo/stock"))
        yield client


@asynccontextmanager
async def moved(stock: SubgraphClient, sku: str) -> AsyncIterator[None]:
    """Leaves when the next movement of the article has been told."""
    async with stock.services.events.listen([topic(sku)]) as moves:
        yield
        await anext(moves)


async def reserved(stock: SubgraphClient) -> int:
    return (await pools(stock.services.database))[FREE][1]


async def test_a_reservation_that_nobody_bound_ends_when_its_time_is_over(database_url: str) -> None:
    clock = MovedClock(NOON)
    async with served(database_url, clock) as stock:
        for order in ("left", "bound", "longer"):
            await reserve(stock, order, (1, "HW-1001", 10), minutes=30 if order == "longer" else 15)
        await bind(stock, "bound")
        clock.advance(minutes=14, seconds=59)
        await expire_due(stock.services)
        assert await reserved(stock) == 30
        clock.advance(seconds=1)
        await expire_due(stock.services)
        await expire_due(stock.services)
        assert await reserved(stock) == 20
        assert not await bind(stock, "left")
        assert [len(await reservation(stock, order)) for order in ("left", "bound", "longer")] == [0, 1, 1]


async def test_an_expired_reservation_is_bound_no_more_even_before_it_is_ended(database_url: str) -> None:
    clock = MovedClock(NOON)
    async with served(database_url, clock) as stock:
        await reserve(stock, "left", (1, "HW-1001", 10))
        clock.advance(minutes=15)
        assert await reservation(stock, "left") == []
        assert not await bind(stock, "left")


async def test_an_order_reserves_anew_after_expiry_and_after_release(database_url: str) -> None:
    clock = MovedClock(NOON)
    async with served(database_url, clock) as stock:
        for _ in range(2):
            assert (await reserve(stock, "A-1", (1, "HW-1001", 10)))["reserved"]
            clock.advance(minutes=20)
            await expire_due(stock.services)
        assert (await reserve(stock, "A-1", (1, "HW-1001", 4), who=FIRM))["reserved"]
        await release(stock, "A-1")
        (line,) = (await reserve(stock, "A-1", (1, "HW-1001", 3)))["lines"]
        assert line["expiresAt"] == (clock.now() + timedelta(minutes=15)).isoformat()
        assert await reserved(stock) == 3


async def test_asking_again_for_a_reservation_that_is_due_but_still_stands_gives_it_time(database_url: str) -> None:
    clock = MovedClock(NOON)
    async with served(database_url, clock) as stock:
        await reserve(stock, "A-1", (1, "HW-1001", 10))
        clock.advance(minutes=15)
        (line,) = (await reserve(stock, "A-1", (1, "HW-1001", 10)))["lines"]
        assert line["expiresAt"] == (clock.now() + timedelta(minutes=15)).isoformat()
        assert await reserved(stock) == 10


async def test_expired_pieces_go_first_to_who_waits(database_url: str) -> None:
    clock = MovedClock(NOON)
    async with served(database_url, clock) as stock:
        await reserve(stock, "left", (1, "HW-1003", 10))
        await reserve(stock, "waits", (1, "HW-1003", 12), back_orders=True, minutes=60)
        clock.advance(minutes=15)
        await expire_due(stock.services)
        assert [(line["reserved"], line["backOrdered"]) for line in await reservation(stock, "waits")] == [(10, 2)]


async def test_any_commit_lets_the_process_end_what_is_due(database_url: str) -> None:
    clock = MovedClock(NOON)
    async with served(database_url, clock) as stock:
        await reserve(stock, "left", (1, "HW-1001", 10))
        clock.advance(minutes=15)
        async with moved(stock, "HW-1002"):
            await reserve(stock, "other", (1, "HW-1002", 1))
        async with stock.services.events.listen([topic("HW-1001")]) as moves:
            while await reserved(stock):
                await anext(moves)


async def test_without_any_commit_it_ends_at_its_time(database_url: str) -> None:
    """The process starts a moment before the reservation is due, with nothing else to do."""
    async with served(database_url, MovedClock(NOON)) as stock:
        await reserve(stock, "left", (1, "HW-1001", 10))
    soon = RunningClock(NOON + timedelta(minutes=15, seconds=-1.5))
    async with running(SUBGRAPH, database_url, clock=soon) as later, asyncio.timeout(30):
        assert await reserved(later) == 10
        async with later.services.events.listen([topic("HW-1001")]) as moves:
            while await reserved(later):
                await anext(moves)
        assert soon.now() >= NOON + timedelta(minutes=15)


@pytest.mark.parametrize("days", [1, 2])
async def test_what_is_left_of_a_contingent_goes_first_to_who_waits_once_it_has_ended(
    database_url: str, days: int
) -> None:
    """It lasts to the end of tomorrow."""
    clock = MovedClock(NOON)
    async with served(database_url, clock) as stock:
        unseen = FIRM | {"groups": []}
        assert (await reserve(stock, "waits", (1, "HW-1006", 21), who=unseen, minutes=10_000))["reserved"]
        clock.advance(days=days)
        async with moved(stock, "HW-1001"):
            await reserve(stock, "other", (1, "HW-1001", 1), who=DEALER)
        if days == 2:
            async with stock.services.events.listen([topic("HW-1006")]) as moves:
                while (await reservation(stock, "waits"))[0]["backOrdered"]:
                    await anext(moves)
        (line,) = await reservation(stock, "waits")
        assert (line["reserved"], line["backOrdered"]) == ((3, 18) if days == 1 else (21, 0))
        before = {("HW-1006", "DE-S", "company", "nordwerk-handel"): (30, 5)}
        known = {("HW-1002", "DE-N", "tier", "plus"): (25, 4), ("HW-1005", "DE-N", "company", "eisen-vogt"): (60, 12)}
        await balance(stock.services.database, held_by_others=before | known)
