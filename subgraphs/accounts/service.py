"""The use cases of sign-in: who proves to be whom gets a token for one company; everything else is refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.accounts import errors, queries
from subgraphs.accounts.passwords import Passwords
from subgraphs.accounts.rules import CompanyFacts, Machine, Membership, Person, machine_claims, token_claims
from subgraphs.accounts.throttle import Throttle
from subgraphs.accounts.tokens import TokenKeys
from subgraphs.common.app import Services


@dataclass(frozen=True)
class Session:
    """A token given to a person, and for which of his companies."""

    token: str
    person: Person
    membership: Membership


@dataclass(frozen=True)
class SignIn:
    """Checks passwords and secrets of one accounts process."""

    services: Services
    keys: TokenKeys
    passwords: Passwords
    throttle: Throttle

    async def with_password(self, email: str, password: str, company: str | None = None) -> Session:
        """A session of the person in `company`, otherwise in his first one; raises Refused."""
        address = email.strip().lower()
        self.throttle.attempt(address)
        async with self.services.database.read() as connection:
            user = await queries.user_by_email(connection, address)
        if not await self.passwords.verify(password, None if user is None else user.password_hash) or user is None:
            raise errors.invalid_credentials()
        self.throttle.succeeded(address)
        async with self.services.database.read() as connection:
            person = await _person(connection, user, self.services)
        membership = _chosen(person, company)
        return Session(self.keys.sign(token_claims(person, membership)), person, membership)

    async def with_secret(self, client_id: str, secret: str) -> str:
        """A token for a machine (OAuth 2 client credentials, RFC 6749 section 4.4); raises Refused."""
        self.throttle.attempt(client_id)
        async with self.services.database.read() as connection:
            row = await queries.machine_by_client_id(connection, client_id)
        if not await self.passwords.verify(secret, None if row is None else row.secret_hash) or row is None:
            raise errors.invalid_client()
        self.throttle.succeeded(client_id)
        async with self.services.database.read() as connection:
            machine = await _machine(connection, row, self.services)
        return self.keys.sign(machine_claims(_working(machine)))

    async def person_of(self, claims: dict[str, Any]) -> tuple[Person, Membership]:
        """The person a verified token speaks of, as he stands now; raises Refused when he no longer works there."""
        async with self.services.database.read() as connection:
            user = await queries.user_by_id(connection, str(claims.get("sub")))
            if user is None:
                raise errors.invalid_token()
            person = await _person(connection, user, self.services)
        return person, _chosen(person, claims.get("company"))


async def issue_token(services: Services, keys: TokenKeys, address: str, looks_at: str | None = None) -> str:
    """A token without a password, for the command line: `address` is an e-mail address or a machine's client id.

    A staff member's look at a customer is noted. Raises Refused, which here may say that an address is unknown.
    """
    if looks_at is not None:
        async with services.database.write() as connection:
            return keys.sign(await _looking_claims(connection, services, address, looks_at))
    async with services.database.read() as connection:
        if (row := await queries.machine_by_client_id(connection, address)) is not None:
            return keys.sign(machine_claims(_working(await _machine(connection, row, services))))
        person = await _person_called(connection, services, address)
        return keys.sign(token_claims(person, _chosen(person, None)))


async def _looking_claims(
    connection: AsyncConnection, services: Services, address: str, looks_at: str
) -> dict[str, Any]:
    if await queries.machine_by_client_id(connection, address) is not None:
        raise errors.look_not_allowed(looks_at)
    person = await _person_called(connection, services, address)
    customer = (await _company_facts(connection, [looks_at], services)).get(looks_at)
    if customer is None:
        raise errors.unknown_company(looks_at)
    claims = token_claims(person, _chosen(person, None), customer)
    await queries.note_look(connection, services.clock.now(), person.id, customer.id)
    return claims


async def _person_called(connection: AsyncConnection, services: Services, email: str) -> Person:
    user = await queries.user_by_email(connection, email.strip().lower())
    if user is None:
        raise errors.unknown_sign_in(email)
    return await _person(connection, user, services)


def _chosen(person: Person, company: str | None) -> Membership:
    if person.suspended:
        raise errors.suspended()
    memberships = [membership for membership in person.memberships if company in (None, membership.company.id)]
    if not memberships:
        raise errors.no_company() if company is None else errors.not_a_member(company)
    open_ones = [membership for membership in memberships if not membership.company.suspended]
    if not open_ones:
        raise errors.suspended()
    return open_ones[0]


def _working(machine: Machine) -> Machine:
    if machine.suspended or machine.company.suspended:
        raise errors.suspended()
    return machine


async def _person(connection: AsyncConnection, user: queries.AnyRow, services: Services) -> Person:
    rows = await queries.memberships_of(connection, user.id)
    companies = await _company_facts(connection, [row.company_id for row in rows], services)
    functions = _by_company(await queries.functions_of(connection, user.id))
    duties = await queries.duties_of(connection, user.id)
    territories = await queries.territories_of(connection, user.id)
    memberships = tuple(
        Membership(
            company=companies[row.company_id],
            row_scope=row.row_scope,
            branch=row.branch_id,
            department=row.department_id,
            functions=functions[row.company_id],
            duties=duties,
            territories=territories,
        )
        for row in rows
    )
    return Person(user.id, user.name, user.email, user.language, user.suspended, memberships)


async def _machine(connection: AsyncConnection, row: queries.AnyRow, services: Services) -> Machine:
    companies = await _company_facts(connection, [row.company_id], services)
    return Machine(row.id, row.kind, companies[row.company_id], row.branch_id, row.suspended)


async def _company_facts(
    connection: AsyncConnection, ids: Collection[str], services: Services
) -> dict[str, CompanyFacts]:
    certificates = _by_company(await queries.valid_certificates(connection, ids, services.clock.today()))
    grants = _by_company(await queries.grants(connection, ids))
    return {
        row.id: CompanyFacts(
            id=row.id,
            name=row.name,
            kind=row.kind,
            country=row.country,
            currency=row.currency,
            tier=row.tier,
            sees_prices=row.sees_prices,
            territory=row.territory_id,
            suspended=row.suspended,
            certificates=certificates[row.id],
            grants=grants[row.id],
        )
        for row in await queries.companies(connection, ids)
    }


def _by_company(rows: queries.Rows) -> defaultdict[str, frozenset[str]]:
    """Groups rows (company_id, word)."""
    grouped: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for company_id, word in rows:
        grouped[company_id] |= {word}
    return grouped
