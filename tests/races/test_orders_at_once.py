"""Orders of several articles, in any order, while others are released, bound, shipped and stock is corrected."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta

import pytest
from sqlalchemy import insert

from subgraphs.stock.rules.corrections import Correction
from subgraphs.stock.service.corrections import correct_stock
from subgraphs.stock.tables import RECEIPTS
from tests.kit.reserving import FIRM, PRIVATE, bind, buyer, release, reserve, ship
from tests.kit.stock_books import balance, nobody_waits_in_vain, pools, to_the_right_buyers
from tests.kit.subgraphs import SubgraphClient
from tests.races.conftest import fill

BUYERS = [
    buyer("dealer", "eisen-vogt", tier="standard"),
    buyer("dealer", "nordwerk-handel", tier="standard"),
    buyer("dealer_plus", "alpen-werkzeug", tier="plus"),
    FIRM,
    PRIVATE,
]
ARTICLES = ["Ab-1", "aB-2", "b-3", "C-4", "c_5", "Ä-6", "Z-7", "a-8"]
"""Databases that ordered by a language would sort these otherwise than by code points."""


def lying(pieces: int) -> dict[tuple[str, str, str], int]:
    return {
        ("DE-N", "free", ""): pieces,
        ("AT", "free", ""): pieces // 2,
        ("DE-S", "company", "eisen-vogt"): pieces // 2,
        ("AT", "company", "Nordwerk-Handel"): pieces,
        ("DE-N", "company", "nordwerk-handel"): pieces // 3,
        ("AT", "tier", "plus"): pieces // 3,
    }


def lines(chance: random.Random) -> list[tuple[int, str, int]]:
    return [(position, sku, chance.randint(1, 3)) for position, sku in enumerate(chance.sample(ARTICLES, 5), start=1)]


async def test_two_hundred_orders_of_five_articles_each_do_not_stop_one_another(stock: SubgraphClient) -> None:
    await fill(stock, {sku: lying(40) for sku in ARTICLES})
    chance = random.Random(11)
    orders = [(f"O-{number}", lines(chance), chance.choice(BUYERS)) for number in range(200)]
    outcomes = await asyncio.gather(*(reserve(stock, order, *asked, who=who) for order, asked, who in orders))
    assert {outcome["reserved"] for outcome in outcomes} == {True, False}
    await balance(stock.services.database)
    await to_the_right_buyers(stock.services.database)
    for outcome, (_order, asked, _who) in zip(outcomes, orders, strict=True):
        got = {line["position"]: line["reserved"] for line in outcome["lines"]}
        assert got == ({position: pieces for position, _sku, pieces in asked} if outcome["reserved"] else {})


@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_happens_at_once_the_books_balance_and_nobody_waits_in_vain(
    stock: SubgraphClient, seed: int
) -> None:
    """Orders wait for receipts; what others give back or is found goes to them while more orders come in."""
    await fill(stock, {sku: lying(9) for sku in ARTICLES})
    day = stock.services.clock.today() + timedelta(days=7)
    async with stock.services.database.write() as connection:
        expected = [{"id": sku, "sku": sku, "warehouse": "DE-N", "day": day, "quantity": 60} for sku in ARTICLES]
        await connection.execute(insert(RECEIPTS), expected)
    chance = random.Random(seed)

    async def order(number: int, fate: str) -> None:
        name = f"O-{number}"
        wanted = lines(chance)
        outcome = await reserve(stock, name, *wanted, who=chance.choice(BUYERS), back_orders=True)
        if not outcome["reserved"]:
            return
        if fate == "bind":
            assert await bind(stock, name)
        elif fate == "release":
            await asyncio.gather(release(stock, name), release(stock, name))
        elif fate == "cancel":
            await release(stock, name, chance.randint(1, 5))
        elif fate == "ship":
            whole = {line["position"]: line["reserved"] for line in outcome["lines"] if line["reserved"]}
            if whole:
                await asyncio.gather(*(ship(stock, name, "1", whole) for _ in range(2)))

    async def correct(number: int) -> None:
        found = Correction(chance.choice(ARTICLES), "DE-S", chance.choice((4, 2, -1)), "counted")
        await correct_stock(stock.services, "user:logistics", f"k{number}", found)

    fates = [chance.choice(("bind", "release", "cancel", "ship", "leave")) for _ in range(120)]
    await asyncio.gather(
        *(order(number, fate) for number, fate in enumerate(fates)), *(correct(number) for number in range(20))
    )
    await balance(stock.services.database)
    await nobody_waits_in_vain(stock.services.database, stock.services.clock.today())
    assert any(reserved for _quantity, reserved in (await pools(stock.services.database)).values())
