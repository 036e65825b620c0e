"""Customers whom the demo world lacks: Swiss ones, who pay in francs."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import insert

from subgraphs.accounts import tables as accounts
from subgraphs.common.app import Services
from subgraphs.prices.tables import CUSTOMERS

SWISS_DEALER = "swissdealer"
SWISS_PRIVATE = "swissprivate"
"""Names of the sign-ins, and of the companies."""


async def open_swiss_accounts(services: Mapping[str, Services]) -> None:
    """A dealer of the standard class and a private buyer."""
    await _open(services, SWISS_DEALER, "dealer", "buyer", territory="handel-sued", tier="standard")
    await _open(services, SWISS_PRIVATE, "private", None, territory="direkt", tier=None)


async def _open(
    services: Mapping[str, Services], name: str, kind: str, function: str | None, *, territory: str, tier: str | None
) -> None:
    swiss = {"country": "CH", "currency": "CHF"}
    user = f"user:{name}"
    company = swiss | {"id": name, "name": name, "kind": kind, "tier": tier, "sees_prices": True}
    person = {"id": user, "email": f"{name}@demo.example", "name": name, "sort_key": name, "language": "de"}
    scope = "self" if function is None else "company"
    async with services["accounts"].database.write() as connection:
        await connection.execute(
            insert(accounts.COMPANIES).values(company | {"territory_id": territory, "suspended": False})
        )
        await connection.execute(insert(accounts.USERS).values(person | {"password_hash": "", "suspended": False}))
        membership = {"user_id": user, "company_id": name, "position": 0, "row_scope": scope}
        await connection.execute(insert(accounts.MEMBERSHIPS).values(membership))
        if function is not None:
            told = {"user_id": user, "company_id": name, "function": function}
            await connection.execute(insert(accounts.MEMBER_FUNCTIONS).values(told))
    customer = swiss | {"company_id": name, "channel": kind, "dealer_class": tier, "best_price": False}
    async with services["prices"].database.write() as connection:
        await connection.execute(insert(CUSTOMERS).values(customer))
