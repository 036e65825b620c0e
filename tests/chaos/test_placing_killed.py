"""A process is killed while a cart becomes an order: then there is the whole order, or everything is as before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.chaos.killings import COMMITS, SAGA, Killer, Scene, each_of, first_of_each
from tests.chaos.parts import Call
from tests.kit.placing import ADDRESS

LINES = [
    {"number": "HW-1001", "quantity": 3},
    {"number": "HW-1005", "quantity": 2},
    {"number": "HW-1003", "quantity": 30},
]
"""From a free pool, from the dealer's own contingent, and one that waits for goods to come."""
ADD: Call = ("AddToCart", "dealer", {"key": "fill", "lines": LINES})


def place(cart: dict[str, Any], key: str, **differs: Any) -> Call:
    meant = {"cartId": cart["id"], "cartVersion": cart["version"], "priceMark": cart["priceMark"]}
    return "PlaceOrder", "dealer", {"key": key, "shipTo": ADDRESS, **meant, **differs}


@pytest.fixture(scope="module")
def filled(killer: Killer, demo_data: Path) -> tuple[Path, dict[str, Any]]:
    folder, (answer,) = killer.prepare(demo_data, "filled", ADD)
    return folder, answer["cart"]


@pytest.fixture(scope="module")
def placing(killer: Killer, filled: tuple[Path, dict[str, Any]]) -> Scene:
    folder, cart = filled
    return killer.scene(folder, place(cart, "order"))


def test_killed_at_every_await_of_the_saga_the_order_is_there_once_or_not_at_all(
    killer: Killer, placing: Scene
) -> None:
    """At every await of orders and at both ends of every call of a peer until the order stands, at some others too."""
    assert placing.answers[0]["order"]["state"] == "CONFIRMED"
    killings = killer.kill(placing, each_of(*COMMITS))
    assert not killings.wrong, str(killings)
    assert len(killings.killed) > 200, str(killings)
    assert killings.untouched > 40, str(killings)
    assert killings.done > 100, str(killings)
    assert sum(SAGA in place for place in killings.killed) > 25, str(killings)
    print(killings)  # noqa: T201 how far the pass went belongs to its output


@pytest.mark.parametrize("step", ["reserving", "pricing", "binding"])
def test_killed_again_while_it_goes_on_with_what_was_left(killer: Killer, placing: Scene, step: str) -> None:
    """First killed when the answer of the step's peer has come and is not yet written."""
    places = killer.places(placing)
    first = next(
        number for number, at in enumerate(places, 1) if at.startswith(f"{SAGA}{step}.py") and "keep" not in at
    )
    killings = killer.kill_coming_up(placing, first + 1, "_finish", first_of_each(*COMMITS, every=3))
    assert not killings.wrong, str(killings)
    assert len(killings.killed) > 5, str(killings)
    assert killings.done == len(killings.killed), str(killings)
    print(killings)  # noqa: T201


@pytest.mark.parametrize(
    ("differs", "code"), [({"priceMark": "another"}, "PRICES_CHANGED"), ({"backOrders": False}, "NOT_ENOUGH_STOCK")]
)
def test_killed_while_it_is_taken_back_everything_is_free_again(
    killer: Killer, filled: tuple[Path, dict[str, Any]], differs: dict[str, Any], code: str
) -> None:
    """The refusal is the answer of its key, and the cart becomes an order under a new one."""
    folder, cart = filled
    scene = killer.scene(folder, place(cart, "refused", **differs), place(cart, "anew"))
    assert [error["code"] for error in scene.answers[0]["userErrors"]] == [code]
    assert scene.answers[1]["order"]["state"] == "CONFIRMED"
    killings = killer.kill(scene, first_of_each(*COMMITS, every=2))
    assert not killings.wrong, str(killings)
    assert len(killings.killed) > 20, str(killings)
    print(killings)  # noqa: T201
