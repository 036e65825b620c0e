"""The tables of a subgraph: migrations of none, whether migrations make them, and all that stands in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, select

from subgraphs.common.database import Database


def empty_migrations(folder: Path) -> Path:
    """The migrations of a subgraph that keeps nothing, written into this folder."""
    migrations = folder / "migrations"
    (migrations / "versions").mkdir(parents=True)
    (migrations / "env.py").write_text(
        "from sqlalchemy import MetaData\nfrom subgraphs.common.migrations import run_migrations\n"
        "run_migrations(MetaData())\n"
    )
    return migrations


async def differences(database: Database, metadata: MetaData) -> list[Any]:
    """What a new revision would have to change, beside Alembic's own table."""

    def compare(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    async with database.read() as connection:
        return await connection.run_sync(compare)


async def contents(database: Database, metadata: MetaData) -> dict[str, list[Any]]:
    """Every row of every table by its name, in the order of the primary keys."""
    async with database.read() as connection:
        return {
            table.name: list((await connection.execute(select(table).order_by(*table.primary_key))).all())
            for table in metadata.sorted_tables
        }
