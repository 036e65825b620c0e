"""Who may order, request, cancel and deliver (DOMAIN 4). Pure.

The policies decide which mutations a viewer reaches at all; here is decided what makes sense for him.
"""

from __future__ import annotations

from subgraphs.common.viewer import Viewer
from subgraphs.orders.rules.states import OrderState

COMPANIES = frozenset({"kind:firm", "kind:dealer", "kind:service_partner"})


def may_order(viewer: Viewer) -> bool:
    """Private buyers for themselves, buyers for their company."""
    return _buys_private(viewer) or (_works_for_customer(viewer) and "buyer" in viewer.functions)


def may_request(viewer: Viewer) -> bool:
    """A private buyer has nobody to ask."""
    return _works_for_customer(viewer) and bool(viewer.functions & {"buyer", "requester"})


def may_cancel(viewer: Viewer, state: OrderState, placed_by: str) -> bool:
    """Buyers any order they see, private buyers their own, requesters their own until it is approved."""
    if may_order(viewer):
        return True
    own = placed_by == viewer.subject
    return may_request(viewer) and own and state is OrderState.AWAITING


def may_deliver(viewer: Viewer) -> bool:
    return viewer.is_staff and "logistics" in viewer.roles


def _buys_private(viewer: Viewer) -> bool:
    return "kind:private" in viewer.claims and not viewer.machine and not viewer.is_staff


def _works_for_customer(viewer: Viewer) -> bool:
    return bool(viewer.claims & COMPANIES) and not viewer.machine and not viewer.is_staff
