"""By ever larger quantities: beyond what somebody who sees no numbers is told, every stock reads the same.

No gateway can know that, so it is the rule of the stock subgraph that is asked, with the rights it is told by this
gateway; `tests/attacks/test_probing_stock.py` asks the whole portal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from subgraphs.common.viewer import Viewer
from subgraphs.stock.rules.access import access_of
from subgraphs.stock.rules.availability import availability
from subgraphs.stock.rules.picture import Pool, PoolKind, Receipt, StockPicture
from tests.leaks.asking import Question
from tests.leaks.cells import Cell
from tests.leaks.ways import Way

BEYOND = (21, 22, 50, 100, 1_000, 100_000)
TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
NUMBERS = frozenset({"Availability.quantity", "Availability.warehouses", "WarehouseStock.quantity"})


def questions(cell: Cell) -> Iterator[Question]:
    """Where the numbers are hidden; of a set that hides something else alone, nothing is to be probed."""
    if cell.hidden.text in NUMBERS and "Availability.quantity" not in cell.seen.visible:
        for quantity in BEYOND:
            yield Question(
                "{ product { availability(quantity: $quantity) { light promise } } }", {"quantity": quantity}
            )


def _stocks() -> Iterator[StockPicture]:
    for lying in (0, 1, 21, 99, 5_000, 1_000_000):
        for coming in ((), (Receipt("W1", date(2026, 11, 20), 40),)):
            yield StockPicture("x", (Pool("W1", PoolKind.FREE, "", lying, 0),), coming)


async def judge(cell: Cell, asked: Iterable[Question]) -> None:
    standing = cell.house.gateway.snapshots.current.policies.standing(cell.seen.set.viewer)
    viewer = cell.seen.set.viewer
    access = access_of(
        Viewer(
            viewer.subject,
            company="eisen-vogt",
            tier=viewer.tier,
            claims=viewer.claims,
            machine=viewer.machine,
            roles=standing.roles,
            groups=standing.groups,
        )
    )
    for question in asked:
        told = [availability(stock, access, question.variables["quantity"], NOW, TODAY) for stock in _stocks()]
        cell.asked += len(told)
        if len({(one.light, one.promise) for one in told}) > 1:
            cell.leak("stocks can be told apart", question)


WAY = Way("quantity probing", questions, judge)
