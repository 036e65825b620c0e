"""Whatever orders do with stock, pools, movements and reservations tell the same, and nobody waits in vain."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from subgraphs.common.app import Services
from subgraphs.common.database import Database
from subgraphs.common.migrations import migrate
from subgraphs.common.viewer import Viewer
from subgraphs.stock.queries.pools import begin_log
from subgraphs.stock.rules.corrections import Correction
from subgraphs.stock.rules.reserving import Wanted
from subgraphs.stock.service.corrections import correct_stock
from subgraphs.stock.service.ending import release_stock
from subgraphs.stock.service.expiry import expire_due, serve_from_ended
from subgraphs.stock.service.reservations import bind_reservation, standing
from subgraphs.stock.service.reserving import ReservationRequest, reserve_stock
from subgraphs.stock.service.shipments import ShipmentDiffers, ship_stock
from subgraphs.stock.subgraph import SUBGRAPH
from subgraphs.stock.tables import LEVELS, METADATA, POOLS, RECEIPTS, WAREHOUSES
from tests.kit.clocks import MovedClock
from tests.kit.stock_books import balance, nobody_waits_in_vain

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
TODAY = NOON.date()
SKUS = ("HW-1", "HW-2")
ORDERS = ("A", "B", "C", "D", "E")


def buyer(role: str, company: str, **more: str) -> Viewer:
    groups = frozenset({"exact_stock"} if role == "dealer" else ())
    return Viewer(f"user:{company}", company=company, roles=frozenset({role}), groups=groups, **more)  # type: ignore[arg-type]


BUYERS = (
    buyer("dealer", "eisen-vogt"),
    buyer("dealer", "nordwerk"),
    buyer("dealer", "alpen", tier="plus"),
    buyer("firm", "hahn"),
)


@dataclass
class Books:
    """The stock of two articles, and what each line of an order asked for and got away with."""

    services: Services
    clock: MovedClock
    asked: dict[tuple[str, int], int] = field(default_factory=dict)
    shipped: Counter[tuple[str, int]] = field(default_factory=Counter)
    shipments: set[tuple[str, str]] = field(default_factory=set)
    keys: int = 0

    async def reserve(self, order: str, who: Viewer, lines: list[tuple[str, int]], wait: bool) -> None:
        wanted = tuple(Wanted(position, *line) for position, line in enumerate(lines, start=1))
        request = ReservationRequest(order, wanted, "DE", back_orders=wait, lasts=timedelta(minutes=30))
        known = await standing(self.services, order)
        outcome = await reserve_stock(self.services, who, request)
        if known:
            assert outcome.lines == known, "once per order"
        elif not outcome.shortages:
            self.asked |= {(order, line.position): line.pieces for line in wanted}
            self.shipped = Counter({key: count for key, count in self.shipped.items() if key[0] != order})

    async def bind(self, order: str) -> None:
        known = await standing(self.services, order)
        assert await bind_reservation(self.services, order) or not known

    async def release(self, order: str, position: int | None) -> None:
        known = {line.position: line.reserved for line in await standing(self.services, order)}
        ending = [position] if position is not None else list(known)
        released = await release_stock(self.services, "user:x", order, None if position is None else [position])
        assert released == sum(known.get(number, 0) for number in ending)

    async def ship(self, order: str, shipment: str, pieces: dict[int, int]) -> None:
        known = {line.position: line.reserved for line in await standing(self.services, order)}
        try:
            short = await ship_stock(self.services, "user:x", order, shipment, pieces)
        except ShipmentDiffers:
            assert (order, shipment) in self.shipments
            return
        if (order, shipment) in self.shipments and not short:
            return
        assert list(short) == [number for number in sorted(pieces) if known.get(number, 0) < pieces[number]]
        if not short:
            self.shipments.add((order, shipment))
            self.shipped.update({(order, number): count for number, count in pieces.items()})

    async def correct(self, sku: str, warehouse: str, difference: int) -> None:
        self.keys += 1
        await correct_stock(self.services, "user:x", str(self.keys), Correction(sku, warehouse, difference, "counted"))

    async def wait(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)
        await expire_due(self.services)
        await serve_from_ended(self.services)

    async def check(self) -> None:
        """The books balance, nobody waits in vain, and no line that stands has lost or gained a piece."""
        await balance(self.services.database)
        await nobody_waits_in_vain(self.services.database, self.clock.today())
        for order in ORDERS:
            for line in await standing(self.services, order):
                key = order, line.position
                assert line.reserved + line.back_ordered + self.shipped[key] == self.asked[key]


pieces = st.one_of(st.integers(1, 8), st.integers(20, 40))
lines = st.lists(st.tuples(st.sampled_from(SKUS), pieces), min_size=1, max_size=3)
orders = st.sampled_from(ORDERS)
positions = st.integers(1, 3)
reserves = st.tuples(
    st.just(Books.reserve), orders, st.sampled_from(BUYERS), lines, st.sampled_from((True, True, False))
)
steps = st.one_of(
    reserves,
    st.tuples(st.just(Books.bind), orders),
    st.tuples(st.just(Books.release), orders, st.one_of(st.none(), positions)),
    st.tuples(
        st.just(Books.ship),
        orders,
        st.sampled_from(("1", "2")),
        st.dictionaries(st.sampled_from((1, 1, 2)), st.integers(1, 3), min_size=1),
    ),
    st.tuples(st.just(Books.correct), st.sampled_from(SKUS), st.sampled_from(("DE-N", "AT")), st.integers(-6, 12)),
    st.tuples(st.just(Books.wait), st.sampled_from((10, 31, 60 * 24))),
)
days = st.tuples(st.lists(reserves, min_size=2, max_size=5), st.lists(steps, min_size=2, max_size=12)).map(
    lambda told: told[0] + told[1]
)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, schema=SUBGRAPH.name)
    await migrate(database, SUBGRAPH.migrations)
    yield database
    await database.close()


async def opened(database: Database) -> Books:
    """Everything as it begins: an article that is expected, one that is not, and a contingent that ends today."""
    kinds = [
        ("DE-N", "free", "", 9),
        ("AT", "free", "", 4),
        ("DE-N", "company", "eisen-vogt", 7),
        ("AT", "tier", "plus", 6),
    ]
    rows = [
        {"sku": sku, "warehouse": code, "kind": kind, "owner": owner, "quantity": quantity, "reserved": 0}
        | {"until": TODAY if kind == "company" else None}
        for sku in SKUS
        for code, kind, owner, quantity in kinds
    ]
    levels = [{"sku": sku, "warehouse": code} for sku in SKUS for code in ("DE-N", "AT")]
    day = TODAY + timedelta(days=7)
    clock = MovedClock(NOON)
    async with database.write() as connection:
        for table in reversed(METADATA.sorted_tables):
            await connection.execute(delete(table))
        await connection.execute(insert(WAREHOUSES), [{"code": c, "name": c, "country": c[:2]} for c in ("DE-N", "AT")])
        await connection.execute(insert(LEVELS), levels)
        await connection.execute(insert(POOLS), rows)
        receipt = {"id": "R", "sku": "HW-1", "warehouse": "AT", "day": day, "quantity": 50}
        await connection.execute(insert(RECEIPTS).values(receipt))
        await begin_log(connection, "test", NOON)
    return Books(Services(database, clock), clock)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=days)
async def test_pools_movements_and_reservations_agree_after_every_step(
    database: Database, taken: list[tuple[object, ...]]
) -> None:
    books = await opened(database)
    for step, *arguments in taken:
        await step(books, *arguments)  # type: ignore[operator]
        await books.check()


async def test_a_book_that_does_not_balance_is_noticed(database: Database) -> None:
    """The checks above can fail: a piece that nobody moved, one that nobody holds, one that lies while others wait."""
    books = await opened(database)
    firm = replace(BUYERS[3], groups=frozenset())
    await books.reserve("A", firm, [("HW-2", 25)], wait=False)
    await books.check()
    pool = (POOLS.c.sku == "HW-2") & (POOLS.c.warehouse == "DE-N") & (POOLS.c.kind == "free")
    for change in ({"quantity": POOLS.c.quantity + 1}, {"reserved": POOLS.c.reserved - 1}):
        async with database.write() as connection:
            await connection.execute(POOLS.update().where(pool).values(change))
        with pytest.raises(AssertionError):
            await balance(database)
        with pytest.raises(AssertionError):
            await nobody_waits_in_vain(database, TODAY)
