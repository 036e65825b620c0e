"""Revisions in a database that several gateway processes share; the policy folder fills it once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, literal, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.errors import ConfigurationError
from gateway.reloading import Seen
from gateway.revisions.database import Database
from gateway.revisions.refusals import Conflict, unknown_proposal, unknown_revision
from gateway.revisions.revision import FOLDER, Draft, Entry, Proposal, Revision
from gateway.revisions.store import Told
from gateway.revisions.table_source import TableSource, number_in
from gateway.revisions.tables import FOLLOWERS, PROPOSALS, REVISIONS, make_tables
from gateway.visibility.files import PolicyFiles

FORGOTTEN_SECONDS = 3_600
"""A process that has told nothing for so long is not listed any more."""

NEWEST: Select[Any] = select(func.coalesce(func.max(REVISIONS.c.number), 0))


class TableStore:
    def __init__(self, database: Database) -> None:
        self._database = database
        self.source = TableSource(database.place, self.newest, self.get)

    async def open(self, filled_from: Callable[[], PolicyFiles] | None, now: Callable[[], datetime]) -> None:
        """Makes the tables, and of the folder revision 1 where there is none yet; several processes may at once.

        Raises StoreUnavailable, ConfigurationError where there is nothing to fill it from, and what `filled_from`
        raises: what may not go live must not be the first revision.
        """
        async with self._database.write() as connection:
            await make_tables(connection)
            if await connection.scalar(NEWEST):
                return
        if filled_from is None:
            raise ConfigurationError(
                f"{self._database.place}: the policy store is empty; name the folder to fill it from in 'policies'."
            )
        draft = Draft(FOLDER, "the policy folder as it was first read", now(), 0, filled_from())
        async with self._database.write() as connection:
            await _inserted(connection, draft, None)

    async def newest(self) -> tuple[int, str]:
        """Number and digest."""
        columns = select(REVISIONS.c.number, REVISIONS.c.digest).order_by(REVISIONS.c.number.desc()).limit(1)
        async with self._database.read() as connection:
            row = (await connection.execute(columns)).one()
        return row.number, row.digest

    async def current(self) -> Revision:
        async with self._database.read() as connection:
            query = select(REVISIONS).order_by(REVISIONS.c.number.desc()).limit(1)
            return _revision((await connection.execute(query)).one())

    async def get(self, number: int) -> Revision:
        async with self._database.read() as connection:
            row = (await connection.execute(select(REVISIONS).where(REVISIONS.c.number == number))).one_or_none()
        if row is None:
            raise unknown_revision(number)
        return _revision(row)

    async def history(self) -> Sequence[Entry]:
        async with self._database.read() as connection:
            return await _entries(connection, 0)

    async def publish(self, draft: Draft) -> Revision:
        async with self._database.write() as connection:
            return await _inserted(connection, draft, None)

    async def propose(self, draft: Draft, widens: Sequence[str]) -> Proposal:
        values = {**_columns(draft), "base": draft.base, "widens": json.dumps(list(widens))}
        async with self._database.write() as connection:
            if await connection.scalar(NEWEST) != draft.base:
                raise Conflict(draft.base, await _entries(connection, draft.base))
            statement = insert(PROPOSALS).values(values).returning(PROPOSALS.c.number)
            number = (await connection.execute(statement)).scalar_one()
        return Proposal(number, draft, tuple(widens))

    async def proposals(self) -> Sequence[Proposal]:
        waiting = (PROPOSALS.c.decision.is_(None), PROPOSALS.c.base == NEWEST.scalar_subquery())
        async with self._database.read() as connection:
            rows = await connection.execute(select(PROPOSALS).where(*waiting).order_by(PROPOSALS.c.number))
            return [_proposal(row) for row in rows]

    async def proposal(self, number: int) -> Proposal:
        async with self._database.read() as connection:
            query = select(PROPOSALS).where(PROPOSALS.c.number == number, PROPOSALS.c.decision.is_(None))
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            raise unknown_proposal(number)
        return _proposal(row)

    async def approve(self, number: int, by: str) -> Revision:
        """Decided and published in one transaction: what cannot be published goes on waiting."""
        proposal = await self.proposal(number)
        async with self._database.write() as connection:
            await _decide(connection, number, "approved", by, None)
            return await _inserted(connection, proposal.draft, by)

    async def reject(self, number: int, by: str, reason: str) -> None:
        async with self._database.write() as connection:
            await _decide(connection, number, "rejected", by, reason)

    async def number_of(self, seen: Seen[PolicyFiles], *, is_live: bool) -> int | None:
        return number_in(seen)

    async def tell(self, told: Told) -> None:
        async with self._database.write() as connection:
            clock = _seconds(connection)
            row = {"number": told.number, "refused": told.refused, "problem": told.problem, "seen": clock}
            dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
            statement = dialect.insert(FOLLOWERS).values(process=told.process, **row)
            await connection.execute(statement.on_conflict_do_update(index_elements=["process"], set_=row))
            await connection.execute(delete(FOLLOWERS).where(FOLLOWERS.c.seen < clock - FORGOTTEN_SECONDS))

    async def told(self) -> Sequence[Told]:
        async with self._database.read() as connection:
            age = (_seconds(connection) - FOLLOWERS.c.seen).label("age")
            rows = await connection.execute(select(FOLLOWERS, age).order_by(FOLLOWERS.c.process))
            return [Told(row.process, row.number, row.refused, row.problem, float(row.age)) for row in rows]

    async def leave(self, process: str) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(FOLLOWERS).where(FOLLOWERS.c.process == process))

    async def close(self) -> None:
        await self._database.close()


async def _inserted(connection: AsyncConnection, draft: Draft, approved_by: str | None) -> Revision:
    """The next revision, by one statement that finds the base to be the newest; of two at once one gets the conflict.

    Of several that fill an empty store the first one does.
    """
    number = draft.base + 1
    values = {**_columns(draft), "number": number, "digest": draft.files.revision, "approved_by": approved_by}
    guarded = select(*(literal(values[one.name], one.type) for one in REVISIONS.c)).where(
        NEWEST.scalar_subquery() == draft.base
    )
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(REVISIONS).from_select(list(REVISIONS.c), guarded).on_conflict_do_nothing()
    made = (await connection.execute(statement)).rowcount == 1
    if not made and draft.base > 0:
        raise Conflict(draft.base, await _entries(connection, draft.base))
    return draft.as_revision(number, approved_by)


async def _decide(connection: AsyncConnection, number: int, decision: str, by: str, reason: str | None) -> None:
    statement = (
        update(PROPOSALS)
        .where(PROPOSALS.c.number == number, PROPOSALS.c.decision.is_(None))
        .values(decision=decision, decided_by=by, decided_reason=reason)
    )
    if (await connection.execute(statement)).rowcount != 1:
        raise unknown_proposal(number)


async def _entries(connection: AsyncConnection, above: int) -> list[Entry]:
    columns = [one for one in REVISIONS.c if one.name != "files"]
    rows = await connection.execute(
        select(*columns).where(REVISIONS.c.number > above).order_by(REVISIONS.c.number.desc())
    )
    return [
        Entry(
            row.number,
            row.digest,
            row.author,
            row.reason,
            datetime.fromisoformat(row.at),
            row.restores,
            row.approved_by,
        )
        for row in rows
    ]


def _columns(draft: Draft) -> dict[str, Any]:
    return {
        "author": draft.author,
        "reason": draft.reason,
        "at": draft.at.isoformat(),
        "files": json.dumps(dict(draft.files.texts), ensure_ascii=False, sort_keys=True),
        "restores": draft.restores,
    }


def _revision(row: Any) -> Revision:
    files = PolicyFiles(json.loads(row.files), f"policy revision {row.number}")
    moment = datetime.fromisoformat(row.at)
    return Revision(row.number, row.author, row.reason, moment, files, row.restores, row.approved_by)


def _proposal(row: Any) -> Proposal:
    files = PolicyFiles(json.loads(row.files), f"policy proposal {row.number}")
    draft = Draft(row.author, row.reason, datetime.fromisoformat(row.at), row.base, files, row.restores)
    return Proposal(row.number, draft, tuple(json.loads(row.widens)))


def _seconds(connection: AsyncConnection) -> Any:
    """Now, by the one clock that all processes share."""
    if connection.dialect.name == "postgresql":
        return literal_column("CAST(extract(epoch FROM clock_timestamp()) AS double precision)", FOLLOWERS.c.seen.type)
    return literal_column("((julianday('now') - 2440587.5) * 86400.0)", FOLLOWERS.c.seen.type)
