"""From which pools and warehouses the pieces of a line are taken, and what shipments take of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from subgraphs.stock.rules.access import Access
from subgraphs.stock.rules.allocating import Part, allocate
from subgraphs.stock.rules.picture import Pool, PoolKind, StockPicture
from subgraphs.stock.rules.shipping import leaving

TODAY = date(2026, 11, 24)
VOGT = Access(company="eisen-vogt", tier="standard", capped=False)
PLUS = Access(company="alpen-werkzeug", tier="plus", capped=False)
DIRECT = Access()


def free(warehouse: str, quantity: int, reserved: int = 0) -> Pool:
    return Pool(warehouse, PoolKind.FREE, "", quantity, reserved)


def kept(warehouse: str, owner: str, quantity: int, until: date | None = None) -> Pool:
    return Pool(warehouse, PoolKind.TIER if owner == "plus" else PoolKind.COMPANY, owner, quantity, 0, until)


def taken(pieces: int, access: Access, *pools: Pool, near: str = "DE-N DE-S") -> list[str]:
    parts = allocate(StockPicture("HW-1", pools), access, near.split(), pieces, TODAY)
    return [f"{part.pieces} {part.owner or part.kind.value} {part.warehouse}" for part in parts]


def test_the_own_contingent_goes_first_then_that_of_the_tier_then_free_pieces() -> None:
    stock = (free("DE-N", 9), kept("DE-N", "plus", 4), kept("AT", "alpen-werkzeug", 3), kept("AT", "eisen-vogt", 5))
    assert taken(3, PLUS, *stock) == ["3 alpen-werkzeug AT"]
    assert taken(9, PLUS, *stock) == ["3 alpen-werkzeug AT", "4 plus DE-N", "2 free DE-N"]
    assert taken(9, VOGT, *stock) == ["5 eisen-vogt AT", "4 free DE-N"]
    assert taken(9, DIRECT, *stock) == ["9 free DE-N"]


def test_more_than_lies_in_open_pools_is_not_taken() -> None:
    assert taken(9, DIRECT, free("DE-N", 6, 2), kept("DE-N", "eisen-vogt", 5)) == ["4 free DE-N"]
    assert taken(9, DIRECT) == []


def test_warehouses_of_the_country_come_first_then_all_by_their_code() -> None:
    stock = (free("AT", 5), free("DE-N", 5), free("DE-S", 5))
    assert taken(5, DIRECT, *stock) == ["5 free DE-N"]
    assert taken(5, DIRECT, *stock, near="AT") == ["5 free AT"]
    assert taken(13, DIRECT, *stock) == ["5 free DE-N", "5 free DE-S", "3 free AT"]
    assert taken(13, DIRECT, *stock, near="CH") == ["5 free AT", "5 free DE-N", "3 free DE-S"]


def test_a_warehouse_that_has_them_all_goes_before_splitting() -> None:
    stock = (free("AT", 9), free("DE-N", 5), free("DE-S", 7))
    assert taken(7, DIRECT, *stock) == ["7 free DE-S"]
    assert taken(8, DIRECT, *stock) == ["8 free AT"]
    assert taken(10, DIRECT, *stock) == ["5 free DE-N", "5 free DE-S"]


@pytest.mark.parametrize(("until", "whose"), [(0, "others"), (-1, "everybody")])
def test_a_contingent_is_free_stock_after_its_last_day(until: int, whose: str) -> None:
    stock = (free("DE-N", 2), kept("DE-N", "nordwerk", 5, TODAY + timedelta(days=until)), free("DE-S", 6))
    expected = {"others": ["6 free DE-S"], "everybody": ["2 free DE-N", "4 nordwerk DE-N"]}
    assert taken(6, VOGT, *stock) == expected[whose]


def test_a_contingent_of_ones_own_that_has_ended_no_longer_goes_first() -> None:
    stock = (free("DE-N", 5), kept("DE-N", "eisen-vogt", 5, TODAY - timedelta(days=1)))
    assert taken(6, VOGT, *stock) == ["5 free DE-N", "1 eisen-vogt DE-N"]


def test_a_shipment_takes_exactly_its_pieces_or_none() -> None:
    parts = [Part("DE-S", PoolKind.FREE, "", 3), Part("DE-N", PoolKind.COMPANY, "eisen-vogt", 2)]
    assert leaving(parts, 4) == (parts[1], Part("DE-S", PoolKind.FREE, "", 2))
    assert leaving(parts, 5) == (parts[1], parts[0])
    assert leaving(parts, 6) is None
