"""Hundreds of buyers at once for the last pieces: exactly the right ones are sold to the right buyers."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from typing import Any

from tests.kit.reserving import PRIVATE, buyer, reserve
from tests.kit.stock_books import balance, pools, to_the_right_buyers
from tests.kit.subgraphs import SubgraphClient
from tests.races.conftest import fill

VOGT = buyer("dealer", "eisen-vogt", tier="standard")
NORDWERK = buyer("dealer", "nordwerk-handel", tier="standard")
RARE = buyer("dealer", "selten-gmbh", tier="standard")
PLUS = [buyer("dealer_plus", company, tier="plus") for company in ("alpen-werkzeug", "donau-werkzeug")]
FIRM = buyer("firm", "schreinerei-hahn")

HUNDRED = {
    ("DE-N", "free", ""): 22,
    ("AT", "free", ""): 13,
    ("DE-N", "company", "eisen-vogt"): 14,
    ("DE-S", "company", "eisen-vogt"): 11,
    ("DE-N", "company", "nordwerk-handel"): 10,
    ("DE-S", "company", "selten-gmbh"): 10,
    ("AT", "tier", "plus"): 20,
}


async def sold(stock: SubgraphClient, wanted: list[tuple[dict[str, Any], int]]) -> Counter[str]:
    """Each buyer wants so many pieces, all buyers at once; how many each company got. The books balance."""

    async def buy(number: int, who: dict[str, Any], pieces: int) -> tuple[str, int]:
        payload = await reserve(stock, f"O-{number}", (1, "LAST", pieces), who=who)
        return str(who["company"]), pieces if payload["reserved"] else 0

    random.Random(7).shuffle(wanted)
    got: Counter[str] = Counter()
    for company, pieces in await asyncio.gather(*(buy(number, *want) for number, want in enumerate(wanted))):
        got[company] += pieces
    await balance(stock.services.database)
    await to_the_right_buyers(stock.services.database)
    return got


async def left(stock: SubgraphClient) -> dict[tuple[str, ...], int]:
    now = await pools(stock.services.database)
    return {key[1:]: quantity - reserved for key, (quantity, reserved) in now.items() if quantity > reserved}


async def test_five_hundred_buyers_for_the_last_hundred_pieces(stock: SubgraphClient) -> None:
    """All but one company have more buyers than pieces; what is kept for the one with few is sold to nobody else."""
    await fill(stock, {"LAST": HUNDRED})
    asking = [VOGT] * 120 + [NORDWERK] * 115 + [RARE] * 4 + PLUS * 50 + [FIRM] * 90 + [PRIVATE] * 71
    assert (len(asking), sum(HUNDRED.values())) == (500, 100)
    got = await sold(stock, [(who, 1) for who in asking])
    assert sum(got.values()) == 94
    assert await left(stock) == {("DE-S", "company", "selten-gmbh"): 6}
    assert got["selten-gmbh"] == 4
    assert got["eisen-vogt"] >= 25
    assert got["nordwerk-handel"] >= 10
    assert got["alpen-werkzeug"] + got["donau-werkzeug"] >= 20


async def test_where_there_is_enough_for_everybody_nobody_is_refused(stock: SubgraphClient) -> None:
    """Every company asks for its contingent and its share of the free pieces, in orders of one to three pieces."""
    await fill(stock, {"LAST": HUNDRED})
    shares = [(VOGT, 25 + 10), (NORDWERK, 10 + 5), (RARE, 10), (PLUS[0], 12), (PLUS[1], 8 + 7), (FIRM, 6), (PRIVATE, 7)]
    pieces = random.Random(3)
    wanted: list[tuple[dict[str, Any], int]] = []
    for who, share in shares:
        while share:
            wanted.append((who, min(share, pieces.randint(1, 3))))
            share -= wanted[-1][1]
    got = await sold(stock, wanted)
    assert got == {str(who["company"]): share for who, share in shares}
    assert await left(stock) == {}
