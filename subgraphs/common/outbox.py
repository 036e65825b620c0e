"""Events are written down in the transaction of the change they tell of; `relay` publishes them afterwards.

So a change that is rolled back tells nothing, and one that is committed is told even if the process dies right after.
"""

from __future__ import annotations

from datetime import datetime

from pydantic_core import to_json
from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Text
from sqlalchemy.ext.asyncio import AsyncConnection

from subgraphs.common.columns import UtcDateTime

ROW_ID = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up by itself only in INTEGER."""


def outbox_table(metadata: MetaData) -> Table:
    """The table `outbox`; `sequence` is null until the event is published and counts up in the order of publishing."""
    return Table(
        "outbox",
        metadata,
        Column("id", ROW_ID, primary_key=True, autoincrement=True),
        Column("topic", String, nullable=False),
        Column("event", Text, nullable=False),
        Column("at", UtcDateTime, nullable=False),
        Column("sequence", ROW_ID, unique=True),
    )


async def add(connection: AsyncConnection, table: Table, topic: str, event: object, at: datetime) -> None:
    """Writes an event, a frozen dataclass, in the transaction of the change."""
    await connection.execute(table.insert().values(topic=topic, event=to_json(event).decode(), at=at))
