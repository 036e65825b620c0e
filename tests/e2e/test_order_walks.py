"""Whatever happens to orders, only allowed steps are taken, and stock balances after each of them."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from subgraphs.orders.queries import changing
from subgraphs.orders.rules.states import (
    LINE_STEPS,
    ORDER_STEPS,
    Actor,
    Line,
    LineState,
    OrderState,
    can_cancel,
    can_pick,
    can_ship,
)
from tests.kit.buying import SHIP_TO, codes, order_input, request_input, told
from tests.kit.house import Asker, asking, settings_in
from tests.kit.order_ledger import Ledger, Written, expect_kept, expect_sums, ledger, steps_between
from tests.kit.stock_books import to_the_right_buyers

SEEDS = (1, 3)
"""Two walks that meet every step between them; the test says what is missing when that has changed."""
STEPS = 400
MOSTLY = 0.8
FIRST = "100500"
"""The number of the first order that is placed here; those before are the demo's."""
BUYERS = {"dealer": "eisen-vogt", "dealer2": "nordwerk-handel", "firm": "schreinerei-hahn", "private": "private-berger"}
REQUESTER = "requester"
ARTICLES = ("HW-1001", "HW-1003", "HW-1005", "HW-2002", "HW-4003")
"""One that lies about, one that is scarce, one in a contingent, one that is to come, one ordered by the pack."""
REFUSED = {
    "CancelOrder": {"ORDER_NOT_FOUND", "NOT_ALLOWED", "NOT_CANCELLABLE", "LINE_NOT_FOUND"},
    "StartPicking": {"NOT_IN_THIS_STATE", "NOTHING_RESERVED", "LINE_NOT_FOUND"},
    "ShipOrder": {"NOT_IN_THIS_STATE", "NOTHING_RESERVED", "QUANTITY_NOT_VALID", "LINE_NOT_FOUND"},
    "PlaceOrder": {"NOT_ENOUGH_STOCK"},
    "RequestOrder": {"NOT_ENOUGH_STOCK"},
}
"""With what a step that cannot be taken is answered."""

EDGES = {
    *((f"line {old}", new) for old, steps in LINE_STEPS.items() for new in steps),
    *((f"order {old}", new) for old, steps in ORDER_STEPS.items() for new in steps),
}


Can = Callable[[OrderState, Line], bool]


@dataclass
class Walk:
    """`book` is how everything stood after the last step; `sent` the last mutation under a key, with its answer."""

    house: Asker
    chance: random.Random
    book: Ledger
    sent: tuple[str, str, dict[str, Any], Any] | None = None
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)

    async def order(self) -> None:
        who = self.chance.choice((*BUYERS, REQUESTER))
        cart = await self._cart(who)
        ship_to = SHIP_TO | {"country": "AT" if who == "private" else "DE"}
        wishes = {"shipTo": ship_to, "backOrders": self.chance.random() < 0.8}
        given = (request_input if who == REQUESTER else order_input)(cart, **wishes)
        name = "RequestOrder" if who == REQUESTER else "PlaceOrder"
        payload = await self._send(name, who, given)
        if payload["order"] is None:
            await self._refused(name, payload)
            emptied = {"cartId": cart["id"], "version": payload["cart"]["version"]}
            await told(self.house, "RemoveFromCart", who, {"input": emptied})
            return
        await self._done(Actor.PLACING, payload["order"]["number"])
        awaiting = self.book.orders[payload["order"]["number"]].progress.state is OrderState.AWAITING
        assert awaiting == (who == REQUESTER)

    async def cancel(self) -> None:
        number, written = self._any(can_cancel)
        owner = next((name for name, company in BUYERS.items() if company == written.order.company_id), "dealer")
        who = self.chance.choice((owner, owner, owner, *BUYERS, REQUESTER))
        positions = self._some(written, can_cancel)
        payload = await self._send("CancelOrder", who, {"key": uuid4().hex, "number": number, "positions": positions})
        lines, state = written.progress.lines, written.progress.state
        chosen = [line for line in lines if positions is None or line.position in positions]
        possible = [line for line in chosen if can_cancel(state, line)]
        mine = BUYERS.get(who, "eisen-vogt") == written.order.company_id
        own = written.order.placed_by == "user:requester" and state is OrderState.AWAITING
        may = mine and (who != REQUESTER or own)
        if may and possible and (positions is None or possible == chosen):
            assert codes(payload) == []
            await self._done(Actor.BUYER, number)
        else:
            await self._refused("CancelOrder", payload)

    async def pick(self) -> None:
        number, written = self._any(can_pick)
        positions = self._some(written, can_pick)
        given = {"key": uuid4().hex, "number": number, "positions": positions}
        payload = await self._send("StartPicking", "logistics", given)
        lines, state = written.progress.lines, written.progress.state
        chosen = [line for line in lines if positions is None or line.position in positions]
        possible = [line for line in chosen if can_pick(state, line) and written.units(line.position)]
        if possible and (positions is None or possible == chosen):
            assert codes(payload) == []
            await self._done(Actor.LOGISTICS, number)
        else:
            await self._refused("StartPicking", payload)

    async def ship(self) -> None:
        number, written = self._any(can_ship)
        positions = self._some(written, can_ship) or [line.position for line in written.progress.lines]
        quantities = {position: self._quantity(written, position) for position in positions}
        lines = [{"position": position, "quantity": quantity} for position, quantity in quantities.items()]
        given = {"key": uuid4().hex, "number": number, "carrier": "DPD", "lines": lines}
        payload = await self._send("ShipOrder", "logistics", given)
        possible = all(
            can_ship(written.progress.state, written.line(position)) and 1 <= quantity <= written.units(position)
            for position, quantity in quantities.items()
        )
        if not possible:
            await self._refused("ShipOrder", payload)
            return
        assert codes(payload) == []
        gone = Counter[str]()
        for position, quantity in quantities.items():
            gone[written.rows[position].sku] += quantity * written.rows[position].order_content
        await self._done(Actor.LOGISTICS, number, gone=gone)

    async def correct(self) -> None:
        sku, difference = self.chance.choice(ARTICLES), self.chance.choice((1, 5, 20, -1))
        given = {"sku": sku, "warehouse": "DE-N", "difference": difference, "reason": "counted", "key": uuid4().hex}
        payload = await told(self.house, "CorrectStock", "logistics", {"input": given})
        done = payload["userErrors"] == []
        await self._done(Actor.LOGISTICS, gone=Counter({sku: -difference}) if done else Counter())
        self.met[f"stock corrected: {done}"] += 1

    async def repeat(self) -> None:
        if self.sent is None:
            return
        name, who, given, answer = self.sent
        again = await told(self.house, name, who, {"input": given})
        assert codes(again) == codes(answer)
        assert (again["order"] is None) == (answer["order"] is None)
        await self._done(Actor.LOGISTICS)
        self.met["sent again"] += 1

    async def _cart(self, who: str) -> dict[str, Any]:
        skus = self.chance.sample(ARTICLES, self.chance.randint(1, 3))
        lines = [{"number": sku, "quantity": self.chance.choice((1, 2, 6, 14, 40, 90))} for sku in skus]
        payload = await told(self.house, "AddToCart", who, {"input": {"key": uuid4().hex, "lines": lines}})
        assert codes(payload) == [], payload
        cart: dict[str, Any] = payload["cart"]
        return cart

    async def _send(self, name: str, who: str, given: dict[str, Any]) -> Any:
        payload = await told(self.house, name, who, {"input": given})
        self.sent = name, who, given, payload
        return payload

    def _any(self, can: Can) -> tuple[str, Written]:
        """Mostly an order of this walk of which a line can go that step."""
        numbers = sorted(self.book.orders)
        placed = [number for number in numbers if number >= FIRST]
        ready = [number for number in placed if _ready(self.book.orders[number], can)]
        number = self.chance.choice(ready if ready and self.chance.random() < MOSTLY else placed or numbers)
        return number, self.book.orders[number]

    def _some(self, written: Written, can: Can) -> list[int] | None:
        """Mostly lines that can go that step; None for all there are."""
        ready = _ready(written, can)
        among = ready if ready and self.chance.random() < MOSTLY else sorted(written.rows)
        return self.chance.choice((None, self.chance.sample(among, self.chance.randint(1, len(among)))))

    def _quantity(self, written: Written, position: int) -> int:
        """Mostly what can leave, whole or in part."""
        ready = written.units(position)
        return self.chance.choice((*[ready or 1] * 4, *[max(1, ready // 2)] * 4, ready + 1))

    async def _refused(self, name: str, payload: Any) -> None:
        """With a reason, and nothing has happened anywhere."""
        assert codes(payload), f"{name} should have been refused: {self.sent}"
        assert {*codes(payload)} <= REFUSED[name], payload
        self.met.update(f"{name} {code}" for code in codes(payload))
        await self._done(Actor.LOGISTICS)

    async def _done(self, actor: Actor, *touched: str, gone: Counter[str] | None = None) -> None:
        """Everything holds that must hold after a step; `gone`: the pieces that have left stock with it."""
        now = await ledger(self.house.house)
        steps = steps_between(self.book, now, actor, {*touched})
        assert bool(steps) == bool(touched), (touched, steps)
        self.taken += steps
        left = Counter(self.book.lying)
        left.subtract(gone or {})
        assert +left == +now.lying
        expect_kept(now)
        expect_sums(now)
        self.book = now


WAYS: list[Callable[[Walk], Awaitable[None]]] = [
    *[Walk.order] * 4,
    *[Walk.cancel] * 3,
    *[Walk.pick] * 4,
    *[Walk.ship] * 6,
    Walk.correct,
    Walk.repeat,
]


def _ready(written: Written, can: Can) -> list[int]:
    """The positions that can go that step, and for which something lies ready where that counts."""
    lines = [line for line in written.progress.lines if can(written.progress.state, line)]
    return [line.position for line in lines if can is can_cancel or written.units(line.position)]


async def test_only_allowed_steps_are_taken_and_stock_balances_after_each(demo_data: Path, tmp_path: Path) -> None:
    taken: Counter[tuple[str, str]] = Counter()
    met: Counter[str] = Counter()
    for seed in SEEDS:
        async with asking(settings_in(Path(shutil.copytree(demo_data, tmp_path / f"walk{seed}")))) as house:
            walk = Walk(house, random.Random(seed), await ledger(house.house))
            for _ in range(STEPS):
                await walk.chance.choice(WAYS)(walk)
            await to_the_right_buyers(house.house.services["stock"].database)
        taken += walk.taken
        met += walk.met
    assert EDGES - taken.keys() == set(), "steps that the walks have not met"
    assert {what.partition(" ")[0] for what in met} >= REFUSED.keys()
    assert met["sent again"] > 20


async def test_a_line_that_keeps_too_much_a_wrong_sum_and_a_forbidden_step_are_noticed(house: Asker) -> None:
    """The checks of every step can fail."""
    before = await ledger(house.house)
    with pytest.raises(AssertionError, match="nobody touched"):
        await _written_by_hand(house, {"state": LineState.CANCELLED})
        steps_between(before, await ledger(house.house), Actor.BUYER, set())
    now = await ledger(house.house)
    with pytest.raises(AssertionError):
        expect_kept(now)
    with pytest.raises(AssertionError):
        expect_sums(now)
    with pytest.raises(AssertionError):
        steps_between(before, now, Actor.LOGISTICS, {"100431"})


async def _written_by_hand(house: Asker, line: dict[str, Any]) -> None:
    async with house.house.services["orders"].database.write() as connection:
        await changing.change_lines(connection, "100431", [{"position": 1, **line}])
