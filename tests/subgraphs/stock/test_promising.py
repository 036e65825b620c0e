"""Available to promise against a naive simulation that walks day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from subgraphs.stock.rules.access import Access
from subgraphs.stock.rules.picture import Demand, Pool, PoolKind, Receipt, StockPicture
from subgraphs.stock.rules.promising import promise_day

TODAY = date(2026, 11, 24)
HORIZON = 30

days = st.integers(-3, HORIZON - 5).map(lambda number: TODAY + timedelta(days=number))
quantities = st.integers(1, 30)
owners = st.sampled_from([(PoolKind.COMPANY, "eisen-vogt"), (PoolKind.COMPANY, "nordwerk"), (PoolKind.TIER, "plus")])


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    quantity = draw(st.integers(0, 40))
    reserved = draw(st.integers(0, quantity))
    kind, owner = draw(st.one_of(st.just((PoolKind.FREE, "")), owners))
    until = None if kind is PoolKind.FREE else draw(st.one_of(st.none(), days))
    return Pool("DE-N", kind, owner, quantity, reserved, until)


pictures = st.builds(
    StockPicture,
    st.just("HW-1"),
    st.lists(pools(), max_size=4).map(tuple),
    st.lists(st.builds(Receipt, st.just("DE-N"), days, quantities), max_size=5).map(tuple),
    st.lists(st.builds(Demand, st.one_of(st.none(), days), quantities), max_size=5).map(tuple),
)
viewers = st.sampled_from(
    [Access(), Access(company="eisen-vogt"), Access(company="alpen", tier="plus"), Access(everything=True)]
)


def walked(stock: StockPicture, access: Access, quantity: int) -> date | None:
    """Walks from today over the horizon, carrying the balance; starts again whenever it is not enough.

    Demands without a date begin to count on the first day on which something comes.
    """
    own = free = 0
    for pool in stock.pools:
        kept = pool.kind is not PoolKind.FREE and (pool.until is None or pool.until >= TODAY)
        mine = access.everything or pool.owner in (access.company, access.tier)
        own += pool.quantity - pool.reserved if kept and mine else 0
        free += pool.quantity - pool.reserved if not kept else 0
    free -= sum(demand.quantity for demand in stock.demands if demand.day is not None and demand.day < TODAY)
    undated = sum(demand.quantity for demand in stock.demands if demand.day is None)
    since: date | None = None
    for number in range(HORIZON):
        day = TODAY + timedelta(days=number)
        coming = sum(receipt.quantity for receipt in stock.receipts if receipt.day == day)
        if coming:
            coming, undated = coming - undated, 0
        free += coming - sum(demand.quantity for demand in stock.demands if demand.day == day)
        since = (since or day) if own + max(0, free) >= quantity else None
    return since


@settings(max_examples=600, deadline=None)
@given(pictures, viewers, st.integers(1, 60))
def test_a_promise_is_the_first_day_from_which_enough_stays(stock: StockPicture, access: Access, quantity: int) -> None:
    assert promise_day(stock, access, quantity, TODAY) == walked(stock, access, quantity)


@settings(max_examples=200, deadline=None)
@given(pictures, viewers, st.integers(1, 40))
def test_more_pieces_are_never_promised_earlier(stock: StockPicture, access: Access, quantity: int) -> None:
    fewer, more = (promise_day(stock, access, wanted, TODAY) or date.max for wanted in (quantity, quantity + 1))
    assert fewer <= more
