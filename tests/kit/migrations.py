"""Whether the migrations of a subgraph really make the tables its code speaks of."""

from __future__ import annotations

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData

from subgraphs.common.database import Database


async def differences(database: Database, metadata: MetaData) -> list[Any]:
    """What a new revision would have to change, beside Alembic's own table."""

    def compare(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    async with database.read() as connection:
        return await connection.run_sync(compare)
