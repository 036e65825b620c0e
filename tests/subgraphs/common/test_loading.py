"""Readable data may be loaded again at any time."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, String, Table, select

from subgraphs.common.database import Database
from subgraphs.common.loading import put

METADATA = MetaData()
TOOLS = Table(
    "tools", METADATA, Column("id", Integer, primary_key=True), Column("name", String), Column("secret", String)
)
TAGS = Table("tags", METADATA, Column("id", Integer, primary_key=True), Column("tag", String, primary_key=True))


async def test_known_rows_follow_the_file_except_in_columns_that_are_kept(database_url: str) -> None:
    database = Database(database_url, schema="public")
    async with database.write() as connection:
        await connection.run_sync(METADATA.create_all)
        await put(
            connection, TOOLS, [{"id": 1, "name": "saw", "secret": "a"}, {"id": 2, "name": "file", "secret": "b"}]
        )
        again = [{"id": 2, "name": "rasp", "secret": "c"}, {"id": 3, "name": "plane", "secret": "d"}]
        await put(connection, TOOLS, again, keep=("secret",))
        rows = (await connection.execute(select(TOOLS).order_by(TOOLS.c.id))).all()
    await database.close()
    assert [tuple(row) for row in rows] == [(1, "saw", "a"), (2, "rasp", "b"), (3, "plane", "d")]


async def test_rows_that_are_all_key_stay_as_they_are(database_url: str) -> None:
    database = Database(database_url, schema="public")
    async with database.write() as connection:
        await connection.run_sync(METADATA.create_all)
        await put(connection, TAGS, [])
        for _ in range(2):
            await put(connection, TAGS, [{"id": 1, "tag": "old"}, {"id": 1, "tag": "new"}])
        count = len((await connection.execute(select(TAGS))).all())
    await database.close()
    assert count == 2
