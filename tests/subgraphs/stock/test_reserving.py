"""Which lines of an order are reserved, which wait, and what a refusal tells; nothing about stock above the cap."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from subgraphs.stock.rules.access import Access
from subgraphs.stock.rules.picture import Demand, Pool, PoolKind, Receipt, StockPicture
from subgraphs.stock.rules.reserving import Decision, Shortage, Wanted, decide

TODAY = date(2026, 11, 24)
DEALER = Access(company="eisen-vogt", capped=False)
FIRM = Access()


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def stock(
    free: int = 0, *, own: int = 0, receipts: dict[int, int] | None = None, **more: tuple[Demand, ...]
) -> StockPicture:
    pools = (
        Pool("DE-N", PoolKind.FREE, "", free, 0),
        Pool("DE-N", PoolKind.COMPANY, "eisen-vogt", own, 0),
    )
    coming = tuple(Receipt("DE-N", day(number), quantity) for number, quantity in (receipts or {}).items())
    return StockPicture("HW-1", pools, coming, **more)


def decided(picture: StockPicture | None, *pieces: int, access: Access = DEALER, back_orders: bool = True) -> Decision:
    wanted = [Wanted(position, "HW-1", count) for position, count in enumerate(pieces, start=1)]
    known = {} if picture is None else {"HW-1": picture}
    return decide(wanted, known, access, {"DE-N"}, TODAY, back_orders=back_orders)


def got(decision: Decision) -> list[tuple[int, int, date | None]]:
    assert not decision.shortages
    return [(line.reserved, line.back_ordered, line.promised) for line in decision.lines]


def test_what_lies_there_is_promised_for_the_next_working_day() -> None:
    assert got(decided(stock(10), 4, 6)) == [(4, 0, TODAY), (6, 0, TODAY)]
    saturday = decide([Wanted(1, "HW-1", 1)], {"HW-1": stock(1)}, DEALER, (), date(2026, 11, 28), back_orders=False)
    assert saturday.lines[0].promised == date(2026, 11, 30)


def test_the_rest_waits_for_the_receipt_that_is_enough_for_the_whole_line() -> None:
    coming = {7: 5, 14: 20}
    assert got(decided(stock(10, receipts=coming), 12)) == [(10, 2, day(7))]
    assert got(decided(stock(10, receipts=coming), 16)) == [(10, 6, day(14))]


def test_later_lines_of_an_article_get_what_earlier_ones_leave() -> None:
    assert got(decided(stock(10, receipts={7: 5, 14: 20}), 8, 6, 9)) == [(8, 0, TODAY), (2, 4, day(7)), (0, 9, day(14))]


def test_without_back_orders_a_line_that_lacks_a_piece_stands_in_the_way_and_tells_when() -> None:
    decision = decided(stock(10, receipts={7: 5}), 3, 8, back_orders=False)
    assert decision.shortages == (Shortage(2, day(7)),)
    assert decided(stock(10), 11, back_orders=False).shortages == (Shortage(1, None),)


def test_what_no_known_receipt_brings_stands_in_the_way_even_of_who_would_wait() -> None:
    assert decided(stock(10, receipts={7: 5}), 16).shortages == (Shortage(1, None),)


def test_an_article_of_which_no_stock_is_kept_cannot_be_reserved() -> None:
    assert decided(None, 1).shortages == (Shortage(1, None),)


def test_what_is_promised_for_a_later_day_is_not_taken_today() -> None:
    promised = stock(10, receipts={7: 10}, demands=(Demand(day(3), 8),))
    assert got(decided(promised, 2)) == [(2, 0, TODAY)]
    assert got(decided(promised, 5)) == [(2, 3, day(7))]


def test_what_others_wait_for_takes_nothing_from_a_contingent() -> None:
    others = (Demand(None, 500, of_line=True), Demand(day(-3), 40, of_line=True))
    assert got(decided(stock(0, own=9, receipts={7: 10}, demands=others), 9)) == [(9, 0, TODAY)]


STOCKS = [
    stock(),
    stock(10),
    stock(1_000),
    stock(0, own=500),
    stock(0, receipts={7: 500}),
    stock(5, receipts={7: 500}, demands=(Demand(day(2), 90),)),
]


@pytest.mark.parametrize("back_orders", [True, False])
@pytest.mark.parametrize("pieces", [(21,), (1_000,), (25, 3)])
def test_above_twenty_pieces_who_may_not_see_numbers_gets_the_same_whatever_the_stock(
    pieces: tuple[int, ...], back_orders: bool
) -> None:
    for picture in STOCKS:
        decision = decided(picture, *pieces, access=FIRM, back_orders=back_orders)
        assert decision.shortages == ()
        assert [(line.reserved + line.back_ordered, line.promised) for line in decision.lines] == [
            (count, None) for count in pieces
        ]
    outcomes = {repr(decided(picture, *pieces, back_orders=back_orders).shortages) for picture in STOCKS}
    assert len(outcomes) > 1, "a dealer is told"


def test_twenty_lines_of_two_pieces_tell_no_more_than_one_of_forty() -> None:
    """The first ten of them are answered like any twenty pieces; the others always alike."""
    for picture in STOCKS:
        decision = decided(picture, *[2] * 20, access=FIRM, back_orders=False)
        assert {shortage.position for shortage in decision.shortages} <= set(range(1, 11))
        assert all(line.promised is None for line in decision.lines if line.position > 10)


def test_up_to_twenty_pieces_a_direct_buyer_is_told_like_everybody() -> None:
    assert got(decided(stock(15, receipts={7: 10}), 20, access=FIRM)) == [(15, 5, day(7))]
    assert decided(stock(15), 20, access=FIRM).shortages == (Shortage(1, None),)
    assert decided(stock(15, own=30), 16, access=FIRM).shortages == (Shortage(1, None),)
