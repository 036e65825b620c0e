"""The tables of the revisions, made by the first gateway that finds none."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text, text
from sqlalchemy.ext.asyncio import AsyncConnection

METADATA = MetaData()

REVISIONS = Table(
    "policy_revisions",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("digest", String, nullable=False),
    Column("author", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("files", Text, nullable=False),
    Column("restores", Integer),
    Column("approved_by", String),
)
"""`at` is an ISO moment in UTC, `files` a JSON object of names and contents."""

PROPOSALS = Table(
    "policy_proposals",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("base", Integer, nullable=False),
    Column("author", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("files", Text, nullable=False),
    Column("restores", Integer),
    Column("widens", Text, nullable=False),
    Column("decision", String),
    Column("decided_by", String),
    Column("decided_reason", Text),
    sqlite_autoincrement=True,
)
"""`decision` is empty while it waits, then `approved` or `rejected`."""

FOLLOWERS = Table(
    "policy_followers",
    METADATA,
    Column("process", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("refused", Integer),
    Column("problem", Text),
    Column("seen", Float, nullable=False),
)
"""`seen` is in seconds since 1970 by the clock of the database."""

MAKING = 0x706F6C69
"""The advisory lock under which tables are made: PostgreSQL's IF NOT EXISTS fails when two do it at once."""


async def make_tables(connection: AsyncConnection) -> None:
    if connection.dialect.name == "postgresql":
        await connection.execute(text(f"SELECT pg_advisory_xact_lock({MAKING})"))
    await connection.run_sync(METADATA.create_all)
