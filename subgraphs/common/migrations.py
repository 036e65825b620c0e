"""Brings a subgraph's tables to the newest revision with Alembic, at start and in tests, on both databases.

A subgraph keeps its revisions in `migrations/versions`; its `migrations/env.py` is one call of `run_migrations`.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command, context
from alembic.config import Config
from sqlalchemy import Connection, MetaData, text

from subgraphs.common.database import Database


async def migrate(database: Database, directory: Path) -> None:
    """Upgrades to head inside one transaction; several processes starting at once take turns."""
    async with database.write() as connection:
        if database.url.get_backend_name() == "postgresql":
            await connection.execute(
                text("SELECT pg_advisory_xact_lock(hashtext(:schema))"), {"schema": database.schema}
            )
            await connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{database.schema}"'))
        await connection.run_sync(_upgrade, directory)


def _upgrade(connection: Connection, directory: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(directory))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def run_migrations(metadata: MetaData) -> None:
    """What each `env.py` calls; the connection comes from `migrate`."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=False,
    )
    context.run_migrations()
