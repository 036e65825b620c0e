"""Demo orders whose goods have not left hold pieces, without changing what the demo file tells of the stock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from subgraphs.stock.demo import OpenLine, load_demo
from subgraphs.stock.rules.picture import PoolKind
from subgraphs.stock.subgraph import SUBGRAPH
from subgraphs.stock.tables import METADATA
from tests.kit.reserving import DEALER, release, reservation, ship, stock_for
from tests.kit.stock_books import balance, by_orders, pools
from tests.kit.subgraphs import SubgraphClient, running
from tests.kit.tables import contents

FOLDER = Path("werktor/demo/stock")
FIRST = OpenLine("A-1", 1, "HW-1001", 20, "eisen-vogt", "standard", "DE")
CONTINGENT = replace(FIRST, position=2, sku="HW-1005", pieces=12, kind=PoolKind.COMPANY, owner="eisen-vogt")
AUSTRIAN = OpenLine("A-2", 1, "HW-1001", 3, "alpen-werkzeug", "plus", "AT", datetime(2026, 11, 27, tzinfo=UTC))
LINES = [FIRST, CONTINGENT, AUSTRIAN]


@pytest.fixture
async def empty(database_url: str) -> AsyncIterator[SubgraphClient]:
    async with running(SUBGRAPH, database_url) as client:
        yield client


async def test_open_lines_come_on_top_of_a_free_pool_and_are_the_told_ones_of_a_contingent(
    empty: SubgraphClient,
) -> None:
    await load_demo(empty.services, FOLDER, open_lines=LINES)
    now = await pools(empty.services.database)
    assert now["HW-1001", "DE-N", "free", ""] == (120 + 20, 20)
    assert now["HW-1001", "AT", "free", ""] == (30 + 3, 3)
    assert now["HW-1005", "DE-N", "company", "eisen-vogt"] == (60, 12)
    assert [line["light"] for line in await stock_for(empty, DEALER, (1, "HW-1005", 48), (2, "HW-1005", 1))] == [
        "green",
        "red",
    ]
    held = await by_orders(empty.services.database)
    assert held["HW-1005", "DE-N", "company", "eisen-vogt"] == 12
    others = {("HW-1002", "DE-N", "tier", "plus"): (25, 4), ("HW-1006", "DE-S", "company", "nordwerk-handel"): (30, 5)}
    await balance(empty.services.database, held_by_others=others)


async def test_open_lines_can_leave_or_be_given_back_like_any_other(empty: SubgraphClient) -> None:
    await load_demo(empty.services, FOLDER, open_lines=LINES)
    lines = await reservation(empty, "A-1") + await reservation(empty, "A-2")
    assert [(line["sku"], line["reserved"], line["expiresAt"]) for line in lines] == [
        ("HW-1001", 20, None),
        ("HW-1005", 12, None),
        ("HW-1001", 3, "2026-11-27T00:00:00+00:00"),
    ]
    assert await ship(empty, "A-1", "1", {1: 20, 2: 6}) is None
    assert await release(empty, "A-2") == 3
    now = await pools(empty.services.database)
    assert now["HW-1001", "DE-N", "free", ""] == (120, 0)
    assert now["HW-1005", "DE-N", "company", "eisen-vogt"] == (54, 6)


async def test_loading_open_lines_twice_changes_nothing_not_even_what_has_happened_since(empty: SubgraphClient) -> None:
    await load_demo(empty.services, FOLDER, open_lines=LINES)
    await release(empty, "A-2")
    await ship(empty, "A-1", "1", {1: 7})
    before = await contents(empty.services.database, METADATA)
    await load_demo(empty.services, FOLDER, open_lines=LINES)
    after = await contents(empty.services.database, METADATA)
    assert {name: rows for name, rows in after.items() if name != "outbox"} == {
        name: rows for name, rows in before.items() if name != "outbox"
    }


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (replace(FIRST, sku="HW-unknown"), "Order A-1, position 1: article HW-unknown has no pool 'free'"),
        (replace(CONTINGENT, owner="nobody"), "Order A-1, position 2: article HW-1005 has no pool 'company nobody'"),
        (replace(CONTINGENT, pieces=13), "Open orders hold more of HW-1005 than is reserved for eisen-vogt"),
    ],
)
async def test_a_line_that_does_not_fit_the_stock_is_named(empty: SubgraphClient, line: OpenLine, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        await load_demo(empty.services, FOLDER, open_lines=[line])
    assert await pools(empty.services.database) == {}
