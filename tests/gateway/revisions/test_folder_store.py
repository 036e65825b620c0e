"""A policy folder with a history beside it: written whole, and never over what somebody edited by hand."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from gateway.reloading import FolderSource
from gateway.revisions.folder_history import Begun, FolderHistory
from gateway.revisions.folder_store import FolderStore
from gateway.revisions.opening import folder_store
from gateway.revisions.refusals import Conflict, StoreUnavailable
from gateway.revisions.revision import Revision
from gateway.visibility.files import PolicyFiles, read_folder
from tests.kit.revision_stores import draft, filled_folder, now
from tests.kit.sound_policies import for_owners_only, for_visitors, sound_folder


class Killed(BaseException):
    """Nothing of the process runs after it: no handler for errors catches it."""


def _by_hand(store: FolderStore) -> PolicyFiles:
    folder = store.source.folder
    (folder / "rules.csv").write_text((folder / "rules.csv").read_text() + "p, visitor, Query.bStamp, read, allow\n")
    return read_folder(folder)


async def _goes_live(store: FolderStore) -> int | None:
    return await store.number_of(await store.source.look(), is_live=True)


async def test_files_are_written_added_and_deleted(tmp_path: Path) -> None:
    store = await filled_folder(tmp_path)
    files = (await store.current()).files
    texts = {**for_visitors(files).texts, "further/more.csv": "# more\n"}
    del texts["guarded.yaml"]
    await store.publish(draft(PolicyFiles(texts), 1))
    assert read_folder(store.source.folder) == PolicyFiles(texts)
    assert not [path for path in store.source.folder.rglob("*") if path.name.startswith(".")]


async def test_an_edit_by_hand_becomes_a_revision_when_it_goes_live_and_only_once(tmp_path: Path) -> None:
    store = await filled_folder(tmp_path)
    files = _by_hand(store)
    seen = await store.source.look()
    assert await store.number_of(seen, is_live=False) is None
    assert (await store.current()).number == 1
    assert [await _goes_live(store), await _goes_live(store)] == [2, 2]
    current = await store.current()
    assert (current.number, current.author, current.files) == (2, "folder", files)


async def test_what_is_published_is_not_taken_for_an_edit_by_hand(tmp_path: Path) -> None:
    store = await filled_folder(tmp_path)
    await store.publish(draft(for_visitors((await store.current()).files), 1))
    assert await _goes_live(store) == 2
    assert [one.author for one in await store.history()] == ["user:erna", "folder"]


async def test_what_somebody_edits_by_hand_is_not_written_over(tmp_path: Path) -> None:
    store = await filled_folder(tmp_path)
    before = (await store.current()).files
    edited = _by_hand(store)
    with pytest.raises(Conflict, match="it was edited"):
        await store.publish(draft(for_visitors(before), 1))
    assert read_folder(store.source.folder) == edited
    assert [one.number for one in await store.history()] == [1]


async def test_a_slow_process_gives_no_number_to_what_the_folder_holds_no_more(tmp_path: Path) -> None:
    store = await filled_folder(tmp_path)
    _by_hand(store)
    slow = await store.source.look()
    _by_hand(store)
    assert await _goes_live(store) == 2
    assert await store.number_of(slow, is_live=True) is None
    assert [one.number for one in await store.history()] == [2, 1]


async def test_what_was_published_before_is_not_taken_for_what_was_published_since(tmp_path: Path) -> None:
    """A process that is still busy with 2 when 3 is published does not tell that it serves 3."""
    store = await filled_folder(tmp_path)
    first = await store.current()
    await store.publish(draft(for_visitors(first.files), 1))
    busy_with = await store.source.look()
    await store.publish(draft(for_owners_only(first.files), 2))
    assert await store.number_of(busy_with, is_live=True) == 2
    assert await _goes_live(store) == 3


@pytest.mark.parametrize("steps", range(13))
async def test_what_a_killed_process_left_half_done_is_finished_at_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """Killed before any one of its steps it leaves the old revision or the new one, never half of each."""
    store = await filled_folder(tmp_path)
    before = (await store.current()).files
    texts = {**for_owners_only(for_visitors(before)).texts, "further.csv": "# more\n"}
    del texts["guarded.yaml"]
    after = PolicyFiles(texts)
    proposal = await store.propose(draft(after, 1), ["Query.bStamp"])
    done = count()

    def killed_after(real: Any) -> Any:
        def run(*given: Any, **named: Any) -> Any:
            if next(done) >= steps:
                raise Killed
            return real(*given, **named)

        return run

    with monkeypatch.context() as patched:
        for name in ("replace", "link"):
            patched.setattr(os, name, killed_after(getattr(os, name)))
        patched.setattr(Path, "unlink", killed_after(Path.unlink))
        with suppress(Killed):
            await store.approve(proposal.number, "user:otto")
    assert next(done) > steps, "there are so many steps"
    again = folder_store(store.source.folder, tmp_path / "history", now)
    held = (await again.source.look()).read()
    assert held == read_folder(store.source.folder)
    current = await again.current()
    assert (held, current.files) in ((before, before), (after, after))
    assert len(await again.proposals()) == (1 if held == before else 0), "a proposal is decided with its publish"
    assert await _goes_live(again) == current.number
    assert not [path for path in again.source.folder.rglob("*") if path.name.startswith(".")]
    await again.publish(draft(for_visitors(held) if held == before else before, current.number))


async def test_what_somebody_edits_after_a_process_was_killed_stays_as_he_left_it(tmp_path: Path) -> None:
    store = await filled_folder(tmp_path)
    history, before = FolderHistory(tmp_path / "history"), (await store.current()).files
    after = for_owners_only(before)
    history.begin(Begun(2, None))
    history.add(draft(after, 1).as_revision(2))
    edited = _by_hand(store).texts["rules.csv"]
    held = (await store.source.look()).read()
    assert held.texts == {**after.texts, "rules.csv": edited}
    assert await _goes_live(store) == 3


async def test_a_look_waits_for_whoever_is_publishing(tmp_path: Path) -> None:
    store = await filled_folder(tmp_path)
    history = FolderHistory(tmp_path / "history")
    with history.held():
        history.begin(Begun(2, None))
        looking = asyncio.create_task(store.source.look())
        done, _ = await asyncio.wait([looking], timeout=0.2)
        assert not done
        history.end()
    assert (await looking).read() == (await store.current()).files


async def test_what_an_empty_history_is_found_with_is_the_first_revision(tmp_path: Path) -> None:
    folder = FolderSource(sound_folder(tmp_path / "policies"))
    store = FolderStore(folder, FolderHistory(tmp_path / "history"), now)
    assert not (tmp_path / "history").exists()
    current = await store.current()
    assert (current.number, current.author, await _goes_live(store)) == (1, "folder", 1)
    assert [one.number for one in await store.history()] == [1]


async def test_without_a_history_nothing_is_published_and_the_way_out_is_told(tmp_path: Path) -> None:
    store = FolderStore(FolderSource(sound_folder(tmp_path / "policies")), None, now)
    current = await store.current()
    assert (current.number, current.author, await _goes_live(store)) == (0, "folder", 0)
    assert list(await store.history()) == list(await store.proposals()) == []
    for refused in (store.publish(draft(for_visitors(current.files), 0)), store.propose(draft(current.files, 0), [])):
        with pytest.raises(StoreUnavailable, match="name a folder in 'policy_history'"):
            await refused
    assert read_folder(store.source.folder) == current.files


@pytest.mark.parametrize("failing", ["write_bytes", "replace", "unlink"])
async def test_a_folder_that_cannot_be_written_holds_what_it_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """As on a read-only mount, or a full disk after the first file: the tests may run as a user who may do anything."""
    store = await filled_folder(tmp_path)
    before = (await store.current()).files
    texts = dict(for_visitors(before).texts)
    del texts["guarded.yaml"]
    done: list[Any] = []

    def second_fails(real: Any) -> Any:
        def run(first: Any, *rest: Any, **named: Any) -> Any:
            if str(store.source.folder) in str(first) and (failing != "unlink" or Path(first).name == "guarded.yaml"):
                done.append(first)
                if failing == "unlink" or len(done) == 2:
                    raise OSError(30, "Read-only file system", str(first))
            return real(first, *rest, **named)

        return run

    with monkeypatch.context() as patched:
        place: Any = os if failing == "replace" else Path
        patched.setattr(place, failing, second_fails(getattr(place, failing)))
        with pytest.raises(StoreUnavailable, match="publish where it is kept, or name a database"):
            await store.publish(draft(PolicyFiles(texts), 1))
    assert read_folder(store.source.folder) == before
    assert [one.number for one in await store.history()] == [1]
    published: Revision = await store.publish(draft(PolicyFiles(texts), 1))
    assert (published.number, read_folder(store.source.folder)) == (2, PolicyFiles(texts))


async def test_a_number_in_the_history_is_never_written_over(tmp_path: Path) -> None:
    store = await filled_folder(tmp_path)
    first, history = await store.current(), FolderHistory(tmp_path / "history")
    assert not history.add(draft(for_visitors(first.files), 0).as_revision(1))
    assert history.revision(1) == first
    proposal = await store.propose(draft(for_visitors(first.files), 1), [])
    assert [history.decide(proposal.number, "rejected", by, None) for by in ("one", "two")] == [True, False]


async def test_a_history_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "history").write_text("this is no folder")
    with pytest.raises(StoreUnavailable, match="see 'policy_history'"):
        await filled_folder(tmp_path)
