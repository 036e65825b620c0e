"""Batch reads of one request: each kind of thing in one statement however many are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

from aiodataloader import DataLoader
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.accounts import queries
from subgraphs.accounts.rules import companies_seen, people_seen
from subgraphs.common.app import Services
from subgraphs.common.viewer import Viewer

PerCompany = Callable[[AsyncConnection, Sequence[str]], Awaitable[queries.Rows]]
Member = tuple[str, str]
"""User id and company id."""
Letterhead = tuple[queries.AnyRow | None, queries.AnyRow | None]
"""The manufacturer and the customer, each with the default address where there is one."""


class Loaders:
    def __init__(self, viewer: Viewer, services: Services) -> None:
        self._viewer = viewer
        self._services = services
        self.companies: DataLoader[str, queries.AnyRow | None] = DataLoader(batch_load_fn=self._companies)
        self.branches: DataLoader[str, list[queries.AnyRow]] = DataLoader(
            batch_load_fn=self._per_company(queries.branches)
        )
        self.departments: DataLoader[str, list[queries.AnyRow]] = DataLoader(
            batch_load_fn=self._per_company(queries.departments)
        )
        self.addresses: DataLoader[str, list[queries.AnyRow]] = DataLoader(
            batch_load_fn=self._per_company(queries.addresses)
        )
        self.letterheads: DataLoader[str, Letterhead] = DataLoader(batch_load_fn=self._letterheads)
        self.people: DataLoader[str, list[queries.AnyRow]] = DataLoader(
            batch_load_fn=self._per_company(self._people_seen)
        )
        self.members: DataLoader[str, queries.AnyRow | None] = DataLoader(batch_load_fn=self._members)
        self.functions: DataLoader[Member, list[str]] = DataLoader(batch_load_fn=self._functions)

    async def _companies(self, ids: list[str]) -> list[queries.AnyRow | None]:
        async with self._services.database.read() as connection:
            found = {row.id: row for row in await queries.companies(connection, ids)}
        return [found.get(company) for company in ids]

    async def _letterheads(self, ids: list[str]) -> list[Letterhead]:
        async with self._services.database.read() as connection:
            rows = await queries.paper_parties(connection, ids)
        seller = next((row for row in rows if row.kind == "manufacturer"), None)
        found = {row.id: row for row in rows}
        return [(seller, found.get(company)) for company in ids]

    def _per_company(self, query: PerCompany) -> Callable[[list[str]], Coroutine[Any, Any, list[list[queries.AnyRow]]]]:
        async def load(ids: list[str]) -> list[list[queries.AnyRow]]:
            async with self._services.database.read() as connection:
                rows = await query(connection, ids)
            grouped: dict[str, list[queries.AnyRow]] = defaultdict(list)
            for row in rows:
                grouped[row.company_id].append(row)
            return [grouped[company] for company in ids]

        return load

    async def _people_seen(self, connection: AsyncConnection, ids: Sequence[str]) -> queries.Rows:
        return await queries.members_of_companies(connection, ids, people_seen(self._viewer))

    async def _members(self, users: list[str]) -> list[queries.AnyRow | None]:
        """Each user as a member of a company the viewer sees; of two, the company he is concerned with."""
        async with self._services.database.read() as connection:
            rows = await queries.members(connection, companies_seen(self._viewer), users)
        concern = self._viewer.concern or self._viewer.company
        found = {row.id: row for row in sorted(rows, key=lambda row: row.company_id == concern)}
        return [found.get(user) for user in users]

    async def _functions(self, members: list[Member]) -> list[list[str]]:
        async with self._services.database.read() as connection:
            rows = await queries.member_functions(connection, members)
        grouped: dict[Member, list[str]] = defaultdict(list)
        for user_id, company_id, function in rows:
            grouped[user_id, company_id].append(function)
        return [grouped[member] for member in members]
