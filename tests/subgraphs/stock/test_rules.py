"""Which pools are open to whom, and what follows for light, promise and numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from subgraphs.common.viewer import Viewer
from subgraphs.common.working_days import next_working_day
from subgraphs.stock.rules.access import Access, access_of
from subgraphs.stock.rules.availability import Availability, Light, Promise, availability, seen_of
from subgraphs.stock.rules.picture import Demand, Pool, PoolKind, Receipt, StockPicture

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)
VOGT = Access(company="eisen-vogt", capped=False)
NORDWERK = Access(company="nordwerk-handel", capped=False)
PLUS = Access(company="alpen-werkzeug", tier="plus", capped=False)
DIRECT = Access()
VISITOR = Access(promised=False)
LOGISTICS = Access(everything=True, capped=False)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def free(quantity: int, reserved: int = 0, warehouse: str = "DE-N") -> Pool:
    return Pool(warehouse, PoolKind.FREE, "", quantity, reserved)


def contingent(owner: str, quantity: int, reserved: int = 0, until: date | None = None) -> Pool:
    kind = PoolKind.TIER if owner == "plus" else PoolKind.COMPANY
    return Pool("DE-N", kind, owner, quantity, reserved, until)


def picture(*pools: Pool, **more: Any) -> StockPicture:
    return StockPicture("HW-1", pools, **more)


def seen(stock: StockPicture, access: Access, quantity: int = 1) -> Availability:
    return availability(stock, access, quantity, NOW, TODAY)


def viewer(*roles: str, claims: str = "kind:dealer", **more: Any) -> Viewer:
    return Viewer("user:x", roles=frozenset(roles), claims=frozenset([claims]), **more)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (viewer("dealer", company="eisen-vogt", tier="standard"), Access("eisen-vogt", "standard")),
        (viewer("dealer_plus", company="alpen-werkzeug", tier="plus"), Access("alpen-werkzeug", "plus")),
        (viewer("till", company="eisen-vogt"), Access("eisen-vogt")),
        (viewer("service_partner", company="service-lindner"), Access("service-lindner")),
        (viewer("firm", company="schreinerei-hahn", tier="plus", claims="kind:firm"), Access()),
        (viewer("private", company="private-berger", claims="kind:private"), Access()),
        (viewer("visitor", claims="kind:visitor"), Access(promised=False)),
        (viewer("logistics", claims="staff:logistics"), Access(everything=True)),
        (viewer("dealer_sales", claims="staff:dealer_sales"), Access(everything=True)),
        (viewer("direct_sales", claims="staff:direct_sales"), Access()),
        (viewer("service", claims="staff:service"), Access()),
        (viewer("content", claims="staff:content"), Access()),
        (
            viewer("logistics", claims="staff:logistics", company="hartwerk", looks_at="eisen-vogt"),
            Access("eisen-vogt"),
        ),
    ],
)
def test_the_pools_open_to_each_audience(who: Viewer, expected: Access) -> None:
    assert access_of(who) == expected


@pytest.mark.parametrize("role", ["dealer", "till", "service_partner", "service", "logistics"])
def test_whoever_may_not_see_the_exact_quantity_is_capped_whatever_his_role(role: str) -> None:
    assert access_of(viewer(role, groups=frozenset({"availability", "promise_dates"}))).capped
    assert not access_of(viewer(role, groups=frozenset({"exact_stock"}))).capped


def test_an_empty_free_pool_beside_a_full_contingent_is_red_directly_and_green_for_its_dealer() -> None:
    stock = picture(free(0), contingent("eisen-vogt", 60, 12))
    lights = [seen(stock, access).light for access in (DIRECT, NORDWERK, PLUS, VOGT, LOGISTICS)]
    assert lights == [Light.RED, Light.RED, Light.RED, Light.GREEN, Light.GREEN]
    assert [seen(stock, access).quantity for access in (NORDWERK, VOGT, LOGISTICS)] == [0, 48, 48]


def test_a_contingent_of_the_tier_is_open_to_the_tier_but_its_numbers_are_not_the_companys() -> None:
    stock = picture(free(1), contingent("plus", 25, 4))
    assert (seen(stock, PLUS).quantity, seen(stock, PLUS).contingents) == (22, ())
    assert seen(stock, VOGT).quantity == 1


def test_a_contingent_is_kept_to_the_end_of_its_last_day_and_then_free_for_all() -> None:
    stock = picture(contingent("eisen-vogt", 10, 3, until=TODAY))
    assert seen(stock, NORDWERK).quantity == 0
    assert len(seen(stock, VOGT).contingents) == 1
    ended = picture(contingent("eisen-vogt", 10, 3, until=day(-1)))
    assert [seen(ended, access).quantity for access in (NORDWERK, DIRECT, VOGT)] == [7, 7, 7]
    assert seen(ended, VOGT).contingents == ()


def test_others_are_promised_nothing_from_a_contingent_before_it_has_ended() -> None:
    """A promise for the day after its last would tell a competitor when it ends and how much is left."""
    stock = picture(contingent("nordwerk-handel", 30, 5, until=day(1)))
    assert (seen(stock, VOGT).light, seen(stock, VOGT).promise) == (Light.RED, Promise(None, on_enquiry=True))
    assert seen(stock, NORDWERK, 25).light is Light.GREEN


def test_a_receipt_that_is_already_promised_is_no_promise() -> None:
    stock = picture(free(0), receipts=(Receipt("DE-N", day(21), 40),), demands=(Demand(day(21), 36),))
    assert seen(stock, VOGT, 4).light is Light.YELLOW
    assert seen(stock, VOGT, 5).light is Light.RED
    assert seen(stock, VOGT, 5).promise == Promise(None, on_enquiry=True)


def test_what_lies_here_but_is_promised_for_later_is_not_free_now() -> None:
    stock = picture(free(10), receipts=(Receipt("DE-N", day(7), 10),), demands=(Demand(day(3), 8),))
    assert seen(stock, VOGT, 2).light is Light.GREEN
    assert seen(stock, VOGT, 3).promise == Promise(day(7), on_enquiry=False)


def test_an_overdue_receipt_counts_for_nothing_and_an_overdue_promise_is_still_owed() -> None:
    overdue = picture(free(5), receipts=(Receipt("DE-N", day(-1), 40),), demands=(Demand(day(-2), 3),))
    found = seen(overdue, VOGT, 2)
    assert (found.light, found.receipts) == (Light.GREEN, ())
    assert seen(overdue, VOGT, 3).light is Light.RED


def test_what_comes_today_is_not_here_yet() -> None:
    stock = picture(free(0), receipts=(Receipt("DE-N", TODAY, 5),))
    assert (seen(stock, VOGT).light, seen(stock, VOGT).promise) == (Light.YELLOW, Promise(TODAY, on_enquiry=False))


def test_a_promise_is_a_working_day() -> None:
    assert [next_working_day(date(2026, 11, number)).day for number in (27, 28, 29, 30)] == [27, 30, 30, 30]
    stock = picture(free(0), receipts=(Receipt("DE-N", date(2026, 11, 28), 5),))
    assert seen(stock, VOGT).promise == Promise(date(2026, 11, 30), on_enquiry=False)


STOCKS = [
    picture(),
    picture(free(0)),
    picture(free(21)),
    picture(free(100_000)),
    picture(free(0), receipts=(Receipt("DE-N", day(3), 500),)),
]


@pytest.mark.parametrize("quantity", [21, 1_000])
def test_above_twenty_pieces_who_may_not_see_numbers_hears_the_same_whatever_the_stock(quantity: int) -> None:
    for access, promise in ((DIRECT, Promise(None, on_enquiry=True)), (VISITOR, None)):
        answers = {(seen(stock, access, quantity).light, seen(stock, access, quantity).promise) for stock in STOCKS}
        assert answers == {(None, promise)}
    assert len({seen(stock, VOGT, quantity).light for stock in STOCKS}) > 1


def test_up_to_twenty_pieces_direct_buyers_get_a_promise_and_visitors_only_the_light() -> None:
    assert seen(picture(free(20)), DIRECT, 20).promise == Promise(TODAY, on_enquiry=False)
    assert seen(picture(free(20)), VISITOR, 20).promise is None
    assert seen(picture(free(20)), VISITOR, 20).light is Light.GREEN


def test_a_warehouse_that_keeps_the_article_is_listed_even_when_nothing_there_is_open() -> None:
    stock = picture(free(4, 1, "DE-S"), free(2, 0, "AT"), contingent("eisen-vogt", 9))
    assert seen(stock, NORDWERK).by_warehouse == (("AT", 2), ("DE-N", 0), ("DE-S", 3))


def test_knowledge_is_stale_when_the_feed_is_older_than_a_day_and_never_where_stock_is_kept_here() -> None:
    fed = [NOW - timedelta(hours=24), NOW - timedelta(hours=24, seconds=1)]
    assert [seen(picture(free(1), fed_at=at), VOGT).stale for at in fed] == [False, True]
    assert (seen(picture(free(1)), VOGT).stale, seen(picture(free(1)), VOGT).as_of) == (False, NOW)


@pytest.mark.parametrize(
    ("groups", "noticed"),
    [([], False), (["promise_dates"], False), (["exact_stock"], True), (["warehouse_stock"], True)],
)
def test_a_change_in_numbers_is_news_only_to_those_who_see_them(groups: list[str], noticed: bool) -> None:
    before, after = seen(picture(free(50)), DIRECT), seen(picture(free(49)), DIRECT)
    assert (seen_of(before, groups) != seen_of(after, groups)) is noticed


def test_a_change_of_the_light_is_news_to_everybody() -> None:
    assert seen_of(seen(picture(free(1)), DIRECT), []) != seen_of(seen(picture(free(0)), DIRECT), [])
