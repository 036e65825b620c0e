"""Every SQL statement of accounts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, and_, false, func, insert, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.accounts.rules import PeopleSeen
from subgraphs.accounts.tables import (
    ADDRESSES,
    BRANCHES,
    CERTIFICATES,
    COMPANIES,
    DEPARTMENTS,
    GRANTS,
    LOOKS,
    MACHINES,
    MEMBER_FUNCTIONS,
    MEMBERSHIPS,
    STAFF_DUTIES,
    STAFF_TERRITORIES,
    USERS,
)

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
Rows: TypeAlias = Sequence[AnyRow]

LIST_CAP = 100


async def user_by_email(connection: AsyncConnection, email: str) -> AnyRow | None:
    return (await connection.execute(select(USERS).where(USERS.c.email == email))).first()


async def user_by_id(connection: AsyncConnection, user_id: str) -> AnyRow | None:
    return (await connection.execute(select(USERS).where(USERS.c.id == user_id))).first()


async def machine_by_client_id(connection: AsyncConnection, client_id: str) -> AnyRow | None:
    return (await connection.execute(select(MACHINES).where(MACHINES.c.client_id == client_id))).first()


async def memberships_of(connection: AsyncConnection, user_id: str) -> Rows:
    chosen = select(MEMBERSHIPS).where(MEMBERSHIPS.c.user_id == user_id)
    return (await connection.execute(chosen.order_by(MEMBERSHIPS.c.position, MEMBERSHIPS.c.company_id))).all()


async def functions_of(connection: AsyncConnection, user_id: str) -> Rows:
    """Rows (company_id, function)."""
    columns = MEMBER_FUNCTIONS.c
    return (
        await connection.execute(select(columns.company_id, columns.function).where(columns.user_id == user_id))
    ).all()


async def duties_of(connection: AsyncConnection, user_id: str) -> frozenset[str]:
    chosen = select(STAFF_DUTIES.c.department).where(STAFF_DUTIES.c.user_id == user_id)
    return frozenset((await connection.scalars(chosen)).all())


async def territories_of(connection: AsyncConnection, user_id: str) -> frozenset[str]:
    chosen = select(STAFF_TERRITORIES.c.territory_id).where(STAFF_TERRITORIES.c.user_id == user_id)
    return frozenset((await connection.scalars(chosen)).all())


async def companies(connection: AsyncConnection, ids: Collection[str]) -> Rows:
    return (await connection.execute(select(COMPANIES).where(COMPANIES.c.id.in_(ids)))).all()


async def paper_parties(connection: AsyncConnection, ids: Collection[str]) -> Rows:
    """Rows (id, name, kind, street, postcode, city, country) of these companies and of the manufacturer.

    The last four are the company's default address, null where it has none.
    """
    default = and_(ADDRESSES.c.company_id == COMPANIES.c.id, ADDRESSES.c.is_default)
    place = (ADDRESSES.c.street, ADDRESSES.c.postcode, ADDRESSES.c.city, ADDRESSES.c.country)
    chosen = select(COMPANIES.c.id, COMPANIES.c.name, COMPANIES.c.kind, *place).select_from(
        COMPANIES.outerjoin(ADDRESSES, default)
    )
    wanted = or_(COMPANIES.c.id.in_(ids), COMPANIES.c.kind == "manufacturer")
    return (await connection.execute(chosen.where(wanted).order_by(COMPANIES.c.id))).all()


async def valid_certificates(connection: AsyncConnection, companies: Collection[str], day: date) -> Rows:
    """Rows (company_id, name) of certificates that hold on `day`, their last day included."""
    columns = CERTIFICATES.c
    chosen = select(columns.company_id, columns.name).where(
        columns.company_id.in_(companies), columns.valid_until >= day
    )
    return (await connection.execute(chosen)).all()


async def grants(connection: AsyncConnection, companies: Collection[str]) -> Rows:
    """Rows (company_id, name)."""
    chosen = select(GRANTS.c.company_id, GRANTS.c.name).where(GRANTS.c.company_id.in_(companies))
    return (await connection.execute(chosen)).all()


async def branches(connection: AsyncConnection, companies: Collection[str]) -> Rows:
    """At most LIST_CAP branches of each company."""
    return await _capped_per_company(connection, BRANCHES, companies)


async def addresses(connection: AsyncConnection, companies: Collection[str]) -> Rows:
    """At most LIST_CAP addresses of each company, the default one first."""
    return await _capped_per_company(connection, ADDRESSES, companies, ADDRESSES.c.is_default.desc())


async def departments(connection: AsyncConnection, companies: Collection[str]) -> Rows:
    """At most LIST_CAP departments of each company."""
    return await _capped_per_company(connection, DEPARTMENTS, companies)


async def _capped_per_company(
    connection: AsyncConnection, table: Any, companies: Collection[str], *first: ColumnElement[Any]
) -> Rows:
    order = (*first, table.c.sort_key, table.c.id)
    place = func.row_number().over(partition_by=table.c.company_id, order_by=order).label("place")
    ranked = select(table, place).where(table.c.company_id.in_(companies)).subquery()
    chosen = select(ranked).where(ranked.c.place <= LIST_CAP)
    return (await connection.execute(chosen.order_by(ranked.c.company_id, ranked.c.place))).all()


async def members(connection: AsyncConnection, companies: Collection[str], users: Collection[str]) -> Rows:
    """The given users as members of the given companies, with the name of their department."""
    chosen = _members().where(MEMBERSHIPS.c.company_id.in_(companies), MEMBERSHIPS.c.user_id.in_(users))
    return (await connection.execute(chosen.order_by(MEMBERSHIPS.c.company_id, USERS.c.id))).all()


async def members_of_companies(connection: AsyncConnection, companies: Collection[str], seen: PeopleSeen) -> Rows:
    """At most LIST_CAP members of each company that are seen, by name."""
    order = (USERS.c.sort_key, USERS.c.id)
    place = func.row_number().over(partition_by=MEMBERSHIPS.c.company_id, order_by=order).label("place")
    ranked = _members(place).where(MEMBERSHIPS.c.company_id.in_(companies), _covered(seen)).subquery()
    chosen = select(ranked).where(ranked.c.place <= LIST_CAP)
    return (await connection.execute(chosen.order_by(ranked.c.company_id, ranked.c.place))).all()


def _members(*more: ColumnElement[Any]) -> Any:
    joined = MEMBERSHIPS.join(USERS, MEMBERSHIPS.c.user_id == USERS.c.id).outerjoin(
        DEPARTMENTS, MEMBERSHIPS.c.department_id == DEPARTMENTS.c.id
    )
    return select(
        USERS.c.id,
        USERS.c.name,
        USERS.c.email,
        USERS.c.language,
        MEMBERSHIPS.c.company_id,
        MEMBERSHIPS.c.department_id,
        DEPARTMENTS.c.name.label("department"),
        *more,
    ).select_from(joined)


def _covered(seen: PeopleSeen) -> ColumnElement[bool]:
    """The same decision as PeopleSeen.covers, for a whole list."""
    if seen.everyone:
        return true()
    conditions = [MEMBERSHIPS.c.department_id == seen.department] if seen.department is not None else []
    if seen.person is not None:
        conditions.append(MEMBERSHIPS.c.user_id == seen.person)
    return or_(*conditions) if conditions else false()


async def member_functions(connection: AsyncConnection, members: Collection[tuple[str, str]]) -> Rows:
    """Rows (user_id, company_id, function) for pairs of user and company, by function."""
    columns = MEMBER_FUNCTIONS.c
    users, companies = zip(*members, strict=True)
    chosen = select(columns.user_id, columns.company_id, columns.function).where(
        and_(columns.user_id.in_(set(users)), columns.company_id.in_(set(companies)))
    )
    return (await connection.execute(chosen.order_by(columns.function))).all()


async def note_look(connection: AsyncConnection, at: datetime, user_id: str, company_id: str) -> None:
    await connection.execute(insert(LOOKS).values(at=at, user_id=user_id, company_id=company_id))
