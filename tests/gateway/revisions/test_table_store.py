"""Tables that several processes share: filled once, read without ever going back, told of by who serves what."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import update

from gateway.errors import ConfigurationError
from gateway.reloading import Seen
from gateway.revisions.database import Database
from gateway.revisions.refusals import StoreUnavailable
from gateway.revisions.revision import Revision
from gateway.revisions.store import Told
from gateway.revisions.table_source import TableSource, number_in
from gateway.revisions.table_store import TableStore
from gateway.revisions.tables import FOLLOWERS
from gateway.visibility.files import PolicyFiles, read_folder
from tests.kit.revision_stores import MOMENT, draft, filled_tables, now
from tests.kit.sound_policies import for_visitors, sound_folder


async def test_processes_that_start_at_once_fill_the_store_once(database_url: str, tmp_path: Path) -> None:
    folder = sound_folder(tmp_path / "policies")
    stores = [TableStore(Database(database_url)) for _ in range(8)]
    await asyncio.gather(*(store.open(lambda: read_folder(folder), now) for store in stores))
    for store in stores:
        assert [(one.number, one.author) for one in await store.history()] == [(1, "folder")]
        assert (await store.source.look()).read() == read_folder(folder)


async def test_a_store_that_is_filled_does_not_read_the_folder_again(database_url: str, tmp_path: Path) -> None:
    store = await filled_tables(database_url, tmp_path)
    before = await store.current()
    other = TableStore(Database(database_url))
    await other.open(None, now)
    await other.open(lambda: PolicyFiles({"other.csv": ""}), now)
    assert await other.current() == before


async def test_an_empty_store_without_a_folder_says_what_to_name(database_url: str) -> None:
    with pytest.raises(ConfigurationError, match="name the folder to fill it from in 'policies'"):
        await TableStore(Database(database_url)).open(None, now)


async def test_what_may_not_go_live_is_not_the_first_revision(database_url: str, tmp_path: Path) -> None:
    def refused() -> PolicyFiles:
        raise ConfigurationError("broken")

    with pytest.raises(ConfigurationError, match="broken"):
        await TableStore(Database(database_url)).open(refused, now)
    assert (await (await filled_tables(database_url, tmp_path)).current()).number == 1


@pytest.mark.parametrize("url", ["mysql://nowhere", "postgresql://one", "nonsense"])
def test_another_database_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match="policy_store_url: write postgresql"):
        Database(url)


async def test_an_old_answer_that_arrives_late_leads_nobody_back() -> None:
    answers = [(7, "seven"), (8, "eight"), (7, "seven"), (8, "another"), (9, "nine")]
    files = {number: PolicyFiles({"rules.csv": str(number)}) for number in (7, 8, 9)}

    async def newest() -> tuple[int, str]:
        return answers.pop(0)

    async def get(number: int) -> Revision:
        return Revision(number, "user:erna", "so", MOMENT, files[number])

    source = TableSource("the store", newest, get)
    first, second, late, replaced, third = [await source.look() for _ in range(5)]
    assert [one.read() for one in (first, second, third)] == [files[7], files[8], files[9]]
    for old in (late, replaced):
        with pytest.raises(ConfigurationError, match="though 8 was published"):
            old.read()
    assert [number_in(one) for one in (first, late, third)] == [7, None, 9]


async def test_a_database_that_is_gone_is_seen_as_such_and_its_password_is_not_told() -> None:
    store = TableStore(Database("postgresql+asyncpg://erna:secret@127.0.0.1:1/nothing"))
    seen: Seen[PolicyFiles] = await store.source.look()
    with pytest.raises(ConfigurationError, match="the policy store cannot be used now") as refusal:
        seen.read()
    assert "secret" not in str(refusal.value)
    with pytest.raises(StoreUnavailable):
        await store.tell(Told("one", 1))


async def test_each_process_tells_what_it_serves_until_it_leaves(database_url: str, tmp_path: Path) -> None:
    store = await filled_tables(database_url, tmp_path)
    await store.tell(Told("one", 1))
    await store.tell(Told("two", 1, 2, "rules.csv:3: no"))
    await store.tell(Told("one", 2))
    one, two = await store.told()
    assert (one.process, one.number, one.refused, one.problem) == ("one", 2, None, None)
    assert (two.process, two.number, two.refused, two.problem) == ("two", 1, 2, "rules.csv:3: no")
    assert 0 <= one.age < 30
    await store.leave("one")
    assert [told.process for told in await store.told()] == ["two"]


async def test_a_process_that_has_been_silent_grows_old_and_is_forgotten(database_url: str, tmp_path: Path) -> None:
    store = await filled_tables(database_url, tmp_path)
    await store.tell(Told("one", 1))

    async def age_by(seconds: float) -> None:
        async with Database(database_url).write() as connection:
            await connection.execute(update(FOLLOWERS).values(seen=FOLLOWERS.c.seen - seconds))

    await age_by(100)
    (one,) = await store.told()
    assert one.age >= 100
    await age_by(3_600)
    await store.tell(Told("two", 1))
    assert [told.process for told in await store.told()] == ["two"]


async def test_a_source_reads_contents_only_when_there_is_something_new(database_url: str, tmp_path: Path) -> None:
    store = await filled_tables(database_url, tmp_path)
    first = await store.source.look()
    assert await store.source.look() is first
    await store.publish(draft(for_visitors(first.read()), 1))
    assert number_in(await store.source.look()) == 2
