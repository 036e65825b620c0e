"""A process is killed while an order is cancelled or shipped: stock hears of it once, or nothing has happened."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.killings import COMMITS, Killer, first_of_each
from tests.chaos.parts import Call
from tests.chaos.test_placing_killed import ADD, place

TOLD = "subgraphs/orders/service/errands.py"


@pytest.fixture(scope="module")
def ordered(killer: Killer, demo_data: Path) -> tuple[Path, str]:
    """An order of two lines that lie ready and one of which most is still to come."""
    filled, (added,) = killer.prepare(demo_data, "to-order", ADD)
    folder, (placed,) = killer.prepare(filled, "ordered", place(added["cart"], "order"))
    return folder, placed["order"]["number"]


def expect_told_once(killer: Killer, folder: Path, call: Call, state: str) -> None:
    scene = killer.scene(folder, call)
    assert scene.answers[0]["order"]["state"] == state
    killings = killer.kill(scene, first_of_each(*COMMITS))
    assert not killings.wrong, str(killings)
    assert killings.untouched > 3, str(killings)
    assert killings.done > 5, str(killings)
    assert any(TOLD in place for place in killings.killed), str(killings)
    print(killings)  # noqa: T201 how far the pass went belongs to its output


def test_killed_while_it_is_cancelled_the_goods_are_free_once_or_still_kept(
    killer: Killer, ordered: tuple[Path, str]
) -> None:
    folder, number = ordered
    expect_told_once(
        killer, folder, ("CancelOrder", "dealer", {"key": "off", "number": number, "positions": None}), "CANCELLED"
    )


def test_killed_while_it_is_shipped_the_goods_have_left_once_or_still_lie_ready(
    killer: Killer, ordered: tuple[Path, str]
) -> None:
    folder, number = ordered
    picking = ("StartPicking", "logistics", {"key": "pick", "number": number, "positions": [1, 2]})
    picked, (answer,) = killer.prepare(folder, "picked", picking)
    assert answer["userErrors"] == []
    lines = [{"position": 1, "quantity": 3}, {"position": 2, "quantity": 1}]
    shipping = {"key": "ship", "number": number, "carrier": "DPD", "lines": lines}
    expect_told_once(killer, picked, ("ShipOrder", "logistics", shipping), "PART_SHIPPED")
