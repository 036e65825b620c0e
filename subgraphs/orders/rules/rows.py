"""Whose orders a viewer sees, and when an address. Pure; which fields of them is decided by the policies."""

from __future__ import annotations

from dataclasses import dataclass

from subgraphs.common.viewer import Viewer

SEE_ORDERS = frozenset({"all", "company_admin", "buyer", "approver", "accountant", "warehouse", "reader"})
SEE_OWN_ORDERS = frozenset({"requester", "technician"})
DELIVERING_STAFF = frozenset({"service", "logistics"})
DELIVERY_IN_HAND = frozenset({"confirmed", "part_shipped"})


@dataclass(frozen=True, slots=True)
class OrdersSeen:
    """The orders of one company, cut down to a branch, a department or a person where one is named."""

    company: str
    branch: str | None = None
    department: str | None = None
    person: str | None = None


def orders_seen(viewer: Viewer) -> OrdersSeen | None:
    """The orders of the company concerned within the viewer's row scope; None: no orders at all.

    Requesters and technicians see their own orders, unless another function of theirs shows more (DOMAIN 4). A row
    scope that cannot be filled, such as the branch of somebody who belongs to none, shows nothing.
    """
    company = viewer.concern
    if company is None or not viewer.functions & (SEE_ORDERS | SEE_OWN_ORDERS):
        return None
    private = "kind:private" in viewer.claims
    if private or viewer.row_scope == "self" or not viewer.functions & SEE_ORDERS:
        return OrdersSeen(company, person=viewer.subject)
    if viewer.row_scope == "company":
        return OrdersSeen(company)
    if viewer.row_scope == "branch" and viewer.branch is not None:
        return OrdersSeen(company, branch=viewer.branch)
    if viewer.row_scope == "department" and viewer.department is not None:
        return OrdersSeen(company, department=viewer.department)
    return None


def address_seen(viewer: Viewer, state: str) -> bool:
    """Of the staff service and logistics alone, and only for the delivery in hand (DOMAIN 4, information barrier)."""
    return not viewer.is_staff or (bool(viewer.roles & DELIVERING_STAFF) and state in DELIVERY_IN_HAND)
