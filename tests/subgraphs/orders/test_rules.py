"""Whose orders a viewer sees."""

from __future__ import annotations

from typing import Any

import pytest

from subgraphs.common.viewer import Viewer
from subgraphs.orders.rules.rows import OrdersSeen, address_seen, orders_seen

STAFF = {"company": "hartwerk", "claims": frozenset({"staff:service"}), "roles": frozenset({"service"})}


def viewer(*functions: str, **more: Any) -> Viewer:
    members = {"subject": "user:me", "company": "c", "claims": frozenset({"kind:dealer"}), **more}
    return Viewer(functions=frozenset(functions), **members)


@pytest.mark.parametrize("function", ["company_admin", "buyer", "approver", "accountant", "warehouse", "reader"])
def test_these_functions_see_the_orders_of_the_company(function: str) -> None:
    assert orders_seen(viewer(function)) == OrdersSeen("c")


@pytest.mark.parametrize("function", ["requester", "technician"])
def test_requesters_and_technicians_see_their_own(function: str) -> None:
    assert orders_seen(viewer(function)) == OrdersSeen("c", person="user:me")
    assert orders_seen(viewer(function, "buyer")) == OrdersSeen("c")


def test_nobody_without_a_function_sees_orders() -> None:
    assert orders_seen(viewer()) is None
    assert orders_seen(viewer("sees_prices")) is None


def test_a_private_buyer_sees_his_own() -> None:
    private = viewer("all", claims=frozenset({"kind:private"}), row_scope="company")
    assert orders_seen(private) == OrdersSeen("c", person="user:me")


def test_the_row_scope_cuts_down() -> None:
    assert orders_seen(viewer("buyer", row_scope="branch", branch="b")) == OrdersSeen("c", branch="b")
    assert orders_seen(viewer("buyer", row_scope="department", department="d")) == OrdersSeen("c", department="d")
    assert orders_seen(viewer("buyer", row_scope="self")) == OrdersSeen("c", person="user:me")


@pytest.mark.parametrize("scope", ["branch", "department", "galaxy"])
def test_a_row_scope_that_cannot_be_filled_shows_nothing(scope: str) -> None:
    assert orders_seen(viewer("buyer", row_scope=scope)) is None


def test_visitors_and_staff_without_a_customer_see_none() -> None:
    assert orders_seen(Viewer("visitor", claims=frozenset({"kind:visitor"}), functions=frozenset({"all"}))) is None
    assert orders_seen(viewer("all", **STAFF)) is None
    assert orders_seen(viewer("all", **STAFF, looks_at="c")) == OrdersSeen("c")


@pytest.mark.parametrize("role", ["service", "logistics"])
def test_service_and_logistics_see_an_address_only_while_the_delivery_is_in_hand(role: str) -> None:
    staff = viewer("all", **{**STAFF, "roles": frozenset({role})}, looks_at="c")
    seen = {state: address_seen(staff, state) for state in ("confirmed", "part_shipped", "shipped", "cancelled")}
    assert seen == {"confirmed": True, "part_shipped": True, "shipped": False, "cancelled": False}
    assert address_seen(viewer("buyer"), "shipped")


@pytest.mark.parametrize("role", ["dealer_sales", "direct_sales", "finance", "content", "admin"])
def test_no_other_staff_see_where_a_customer_has_goods_sent(role: str) -> None:
    staff = viewer("all", **{**STAFF, "roles": frozenset({role})}, looks_at="c")
    assert not [state for state in ("confirmed", "part_shipped", "shipped") if address_seen(staff, state)]
