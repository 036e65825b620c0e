"""Revisions of a policy folder: the folder is what counts, a history beside it keeps what it held.

Publishing writes the files of the folder, and they go live as an edit by hand does; an edit by hand becomes a revision
when it goes live. Without a history the folder can only be edited.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gateway.reloading import FolderSource, Seen
from gateway.revisions.folder_files import write_folder
from gateway.revisions.folder_history import Begun, FolderHistory
from gateway.revisions.refusals import Conflict, StoreUnavailable, unknown_proposal, unknown_revision
from gateway.revisions.revision import FOLDER, Draft, Entry, Proposal, Revision
from gateway.revisions.store import Told
from gateway.revisions.unfinished import finish_held
from gateway.visibility import PolicyError
from gateway.visibility.files import PolicyFiles, read_folder

BY_HAND = "edited in the policy folder"


@dataclass(frozen=True)
class FolderStore:
    """Only this process tells what it serves: others that watch the same folder follow by themselves."""

    source: FolderSource
    history_folder: FolderHistory | None
    now: Callable[[], datetime]
    _told: dict[str, Told] = field(default_factory=dict)

    async def current(self) -> Revision:
        return await asyncio.to_thread(self._current)

    async def get(self, number: int) -> Revision:
        return await asyncio.to_thread(self._get, number)

    async def history(self) -> Sequence[Entry]:
        def entries() -> list[Entry]:
            if self.history_folder is None:
                return []
            return [self._get(number).entry for number in self.history_folder.revisions()]

        return await asyncio.to_thread(entries)

    async def publish(self, draft: Draft) -> Revision:
        return await asyncio.to_thread(self._publish, draft, None)

    async def propose(self, draft: Draft, widens: Sequence[str]) -> Proposal:
        def propose() -> Proposal:
            self._expect_newest(draft.base)
            return self._kept().propose(draft, tuple(widens))

        return await asyncio.to_thread(propose)

    async def proposals(self) -> Sequence[Proposal]:
        def waiting() -> list[Proposal]:
            if self.history_folder is None:
                return []
            newest = max(self.history_folder.revisions(), default=0)
            return [one for one in self.history_folder.waiting() if one.draft.base == newest]

        return await asyncio.to_thread(waiting)

    async def proposal(self, number: int) -> Proposal:
        found = await asyncio.to_thread(self._kept().proposal, number)
        if found is None:
            raise unknown_proposal(number)
        return found

    async def approve(self, number: int, by: str) -> Revision:
        proposal = await self.proposal(number)
        return await asyncio.to_thread(self._publish, proposal.draft, by, number)

    async def reject(self, number: int, by: str, reason: str) -> None:
        await self.proposal(number)
        if not await asyncio.to_thread(self._kept().decide, number, "rejected", by, reason):
            raise unknown_proposal(number)

    async def number_of(self, seen: Seen[PolicyFiles], *, is_live: bool) -> int | None:
        return await asyncio.to_thread(self._number_of, seen, is_live)

    async def tell(self, told: Told) -> None:
        self._told[told.process] = told

    async def told(self) -> Sequence[Told]:
        return tuple(self._told.values())

    async def leave(self, process: str) -> None:
        self._told.pop(process, None)

    async def close(self) -> None:
        self._told.clear()

    def _kept(self) -> FolderHistory:
        if self.history_folder is None:
            raise StoreUnavailable(
                f"{self.source.place}: revisions of this policy folder are not kept, so nothing is published here; "
                "name a folder in 'policy_history' or a database in 'policy_store_url'."
            )
        return self.history_folder

    def _current(self) -> Revision:
        """Without a history the folder itself, as revision 0; what an empty history is found with is revision 1."""
        if self.history_folder is None:
            return Revision(0, FOLDER, BY_HAND, self.now(), self._folder())
        newest = max(self.history_folder.revisions(), default=0)
        if newest == 0:
            self.history_folder.add(Revision(1, FOLDER, BY_HAND, self.now(), self._folder()))
        return self._get(newest or 1)

    def _get(self, number: int) -> Revision:
        found = self.history_folder.revision(number) if self.history_folder is not None else None
        if found is None:
            raise unknown_revision(number)
        return found

    def _folder(self) -> PolicyFiles:
        try:
            return read_folder(self.source.folder)
        except PolicyError as error:
            raise StoreUnavailable(str(error)) from error

    def _expect_newest(self, base: int) -> Revision:
        """Somebody may be editing the folder: that is not written over."""
        current = self._current()
        if current.number != base:
            above = [number for number in self._kept().revisions() if number > base]
            raise Conflict(base, [self._get(number).entry for number in above])
        if self._folder() != current.files:
            raise Conflict(base, [])
        return current

    def _publish(self, draft: Draft, approved_by: str | None, proposal: int | None = None) -> Revision:
        """What is begun first, so that it is finished if this process is killed; the number; then the files."""
        history = self._kept()
        with history.held():
            finish_held(self.source.folder, history)
            current = self._expect_newest(draft.base)
            revision = draft.as_revision(draft.base + 1, approved_by)
            history.begin(Begun(revision.number, proposal))
            if proposal is not None and not history.decide(proposal, "approved", str(approved_by), None):
                history.end()
                raise unknown_proposal(proposal)
            is_added = history.add(revision)
            try:
                if not is_added:
                    raise Conflict(draft.base, [self._get(revision.number).entry])
                write_folder(self.source.folder, current.files, draft.files)
            except (Conflict, StoreUnavailable):
                if is_added:
                    history.take_back(revision.number)
                if proposal is not None:
                    history.undecide(proposal)
                history.end()
                raise
            history.end()
        return revision

    def _number_of(self, seen: Seen[PolicyFiles], is_live: bool) -> int | None:
        history = self.history_folder
        if history is None:
            return 0
        newest = history.revision(max(history.revisions(), default=0))
        if newest is not None and newest.digest == seen.revision:
            return newest.number
        if not is_live:
            return None
        with history.held():
            return self._number_of_what_is_live(history, seen)

    def _number_of_what_is_live(self, history: FolderHistory, seen: Seen[PolicyFiles]) -> int | None:
        """Where the folder has moved on, what it holds now gets a number when it goes live; this has none then, unless
        it was published before."""
        finish_held(self.source.folder, history)
        files, numbers = seen.read(), history.revisions()
        is_in_the_folder = self._folder() == files
        for number in numbers[:1] if is_in_the_folder else numbers:
            if self._get(number).digest == seen.revision:
                return number
        if numbers and not is_in_the_folder:
            return None
        number = max(numbers, default=0) + 1
        history.add(Revision(number, FOLDER, BY_HAND, self.now(), files))
        return number
