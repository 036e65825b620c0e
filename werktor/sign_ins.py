"""The people and machines of the demo world by their short names."""

from __future__ import annotations

DEMO_SIGN_INS: tuple[str, ...] = (
    "private",
    "firm",
    "dealer",
    "requester",
    "approver",
    "accountant",
    "warehouse",
    "companyadmin",
    "dealer2",
    "plus",
    "partner",
    "till",
    "dealererp",
    "sales",
    "directsales",
    "service",
    "logistics",
    "content",
    "finance",
    "admin",
)


def address_of(name: str) -> str:
    return f"{name}@demo.example"
