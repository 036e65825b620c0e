"""Loads the demo companies, people and machines; all sign in with the password `demo`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.accounts import tables
from subgraphs.accounts.passwords import Passwords
from subgraphs.common.app import Services
from subgraphs.common.loading import put
from subgraphs.common.readable import read_yaml
from subgraphs.common.text import sort_key

PASSWORD = "demo"

Told = Mapping[str, Any]


async def load_demo(services: Services, folder: Path) -> None:
    """Loads companies.yaml and people.yaml of `folder`; a second time changes nothing, passwords included."""
    today = services.clock.today()
    world = read_yaml(folder / "companies.yaml", today=today)
    people = read_yaml(folder / "people.yaml", today=today)
    password_hash = await Passwords().hash(PASSWORD)
    async with services.database.write() as connection:
        await _load_companies(connection, world["territories"], world["companies"])
        await _load_people(connection, people["people"], password_hash)
        await put(
            connection,
            tables.MACHINES,
            [
                {
                    "id": machine["id"],
                    "client_id": machine["client_id"],
                    "company_id": machine["company"],
                    "branch_id": machine.get("branch"),
                    "kind": machine["kind"],
                    "secret_hash": password_hash,
                    "suspended": False,
                }
                for machine in people["machines"]
            ],
            keep=("secret_hash", "suspended"),
        )


async def _load_companies(connection: AsyncConnection, territories: list[Told], companies: list[Told]) -> None:
    await put(connection, tables.TERRITORIES, territories)
    await put(
        connection,
        tables.COMPANIES,
        [
            {
                "id": company["id"],
                "name": company["name"],
                "kind": company["kind"],
                "country": company["country"],
                "currency": company["currency"],
                "tier": company.get("tier"),
                "sees_prices": company.get("sees_prices", False),
                "territory_id": company.get("territory"),
                "suspended": False,
            }
            for company in companies
        ],
        keep=("suspended",),
    )
    await put(
        connection,
        tables.BRANCHES,
        [{**_place(company, branch), "city": branch["city"]} for company, branch in _each(companies, "branches")],
    )
    await put(
        connection,
        tables.DEPARTMENTS,
        [_place(company, department) for company, department in _each(companies, "departments")],
    )
    await put(
        connection,
        tables.ADDRESSES,
        [
            {"sort_key": sort_key(address["name"]), "is_default": False, "company_id": company["id"], **address}
            for company, address in _each(companies, "addresses")
        ],
    )
    await put(
        connection,
        tables.CERTIFICATES,
        [{"company_id": company["id"], **certificate} for company, certificate in _each(companies, "certificates")],
    )
    await put(
        connection,
        tables.GRANTS,
        [{"company_id": company["id"], "name": grant} for company, grant in _each(companies, "grants")],
    )


async def _load_people(connection: AsyncConnection, people: list[Told], password_hash: str) -> None:
    await put(
        connection,
        tables.USERS,
        [
            {
                "id": person["id"],
                "email": person["email"],
                "name": person["name"],
                "sort_key": sort_key(person["name"]),
                "language": person.get("language", "de"),
                "password_hash": password_hash,
                "suspended": False,
            }
            for person in people
        ],
        keep=("password_hash", "suspended"),
    )
    await put(
        connection,
        tables.MEMBERSHIPS,
        [
            {
                "user_id": person["id"],
                "company_id": work["company"],
                "position": position,
                "branch_id": work.get("branch"),
                "department_id": work.get("department"),
                "row_scope": work.get("scope", "company"),
            }
            for person in people
            for position, work in enumerate(person["works"])
        ],
    )
    await put(
        connection,
        tables.MEMBER_FUNCTIONS,
        [
            {"user_id": person["id"], "company_id": work["company"], "function": function}
            for person, work in _each(people, "works")
            for function in work.get("functions", ())
        ],
    )
    await put(
        connection,
        tables.STAFF_DUTIES,
        [{"user_id": person["id"], "department": duty} for person, duty in _each(people, "duties")],
    )
    await put(
        connection,
        tables.STAFF_TERRITORIES,
        [{"user_id": person["id"], "territory_id": territory} for person, territory in _each(people, "territories")],
    )


def _place(company: Told, place: Told) -> dict[str, Any]:
    return {
        "id": place["id"],
        "company_id": company["id"],
        "name": place["name"],
        "sort_key": sort_key(place["name"]),
    }


def _each(owners: Iterable[Told], part: str) -> Iterable[tuple[Told, Any]]:
    """Pairs each owner with each of his parts."""
    return ((owner, item) for owner in owners for item in owner.get(part, ()))
