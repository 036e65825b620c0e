"""Writes whole rows of readable data: new ones are inserted, known ones brought to what the file says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.inserting import insert_or


async def put(
    connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]], *, keep: Collection[str] = ()
) -> None:
    """Inserts or updates by primary key in one statement; columns in `keep` stay as they are in known rows.

    The rows all name the same columns; writing them twice changes nothing.
    """
    if not rows:
        return
    statement = insert_or(connection, table)
    key = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in key and name not in keep}
    if changed:
        statement = statement.on_conflict_do_update(index_elements=key, set_=changed)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=key)
    await connection.execute(statement, [dict(row) for row in rows])
