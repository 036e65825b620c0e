"""Idempotency keys: a mutation sent again under the same key finds what came of it the first time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, MetaData, String, Table, Text, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.columns import UtcDateTime
from subgraphs.common.inserting import insert_or


class KeyReused(Exception):
    """The key stands for another operation, or for the same one with other arguments."""


@dataclass(frozen=True, slots=True)
class Claim:
    """`is_new`: the caller is the first and does the work. `result`: what came of it, None while it is running."""

    is_new: bool
    result: str | None


def idempotency_table(metadata: MetaData) -> Table:
    """The table `idempotency`; a key belongs to its owner, so that nobody meets another's."""
    return Table(
        "idempotency",
        metadata,
        Column("owner", String, primary_key=True),
        Column("key", String, primary_key=True),
        Column("operation", String, nullable=False),
        Column("body", Text, nullable=False),
        Column("result", Text),
        Column("at", UtcDateTime, nullable=False),
    )


async def claim(
    connection: AsyncConnection, table: Table, *, owner: str, key: str, operation: str, body: str, at: datetime
) -> Claim:
    """Takes the key for this transaction, after waiting for another that is about to; raises KeyReused.

    `body`: the arguments in one fixed form; `owner`: whoever may use the key, such as a subject.
    """
    values = {"owner": owner, "key": key, "operation": operation, "body": body, "at": at}
    written = await connection.execute(insert_or(connection, table).values(values).on_conflict_do_nothing())
    if written.rowcount == 1:
        return Claim(is_new=True, result=None)
    known = (await connection.execute(select(table).where(table.c.owner == owner, table.c.key == key))).one()
    if (known.operation, known.body) != (operation, body):
        raise KeyReused(f"The idempotency key '{key}' was already used for something else.")
    return Claim(is_new=False, result=known.result)


async def keep_result(connection: AsyncConnection, table: Table, *, owner: str, key: str, result: str) -> None:
    """What every later claim of this key is answered with, a failure included."""
    mine = table.c.owner == owner, table.c.key == key
    await connection.execute(update(table).where(*mine).values(result=result))
