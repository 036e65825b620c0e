"""Publishing policies: checked, with a reason, on the newest base, and by two people where one widens his own rights.

What is published goes live by the same way as an edit of the folder, in every process that follows the store.
"""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from gateway.errors import ClientError
from gateway.model.viewer import VISITOR_SUBJECT, Viewer
from gateway.revisions.checking import checked, plain
from gateway.revisions.differences import difference
from gateway.revisions.refusals import Conflict
from gateway.revisions.revision import Draft, Entry, Follower, Proposal, Revision
from gateway.revisions.store import RevisionStore
from gateway.snapshot import Snapshots
from gateway.visibility.files import PolicyFiles

LONGEST_REASON = 1_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Published:
    """`followers` are all live processes; those that do not follow say why."""

    revision: Revision
    followers: tuple[Follower, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """It waits for a second person."""

    proposal: Proposal


@dataclass(frozen=True, slots=True)
class History:
    """Revisions newest first; proposals that wait, oldest first."""

    revisions: tuple[Entry, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A revision with what it changed of the one before, as a unified difference; of the first one, everything."""

    revision: Revision
    difference: str


@dataclass(frozen=True, slots=True)
class Publishing:
    """Who may call what is decided before. All raise ClientError: BAD_REQUEST for what is asked wrongly, FORBIDDEN for
    what another person must do, NOT_FOUND, POLICY_CONFLICT (`Conflict`), POLICY_REFUSED (`Refused` with `findings`),
    POLICY_STORE_UNAVAILABLE.

    `follow` is told the number that was published, and waits a bounded time for the live processes to serve it.
    """

    store: RevisionStore
    snapshots: Snapshots
    follow: Callable[[int], Awaitable[tuple[Follower, ...]]]
    now: Callable[[], datetime]
    needs_second_person: bool = True

    async def current(self) -> Revision:
        """The newest revision: what an editor starts from, and the base of what is published next."""
        return await self.store.current()

    async def publish(self, viewer: Viewer, files: PolicyFiles, base: int, reason: str) -> Published | Proposed:
        """`base` is the number of the revision that was edited."""
        current = await self.store.current()
        if base != current.number:
            raise Conflict(base, await self._since(base))
        return await self._publish(viewer, current, files, reason, None)

    async def rollback(self, viewer: Viewer, number: int, reason: str) -> Published | Proposed:
        """Publishes the files of an older revision as a new number, by the same rules."""
        current = await self.store.current()
        files = (await self.store.get(number)).files
        return await self._publish(viewer, current, files, reason, number)

    async def approve(self, viewer: Viewer, proposal: int) -> Published:
        """By somebody else than the author, while the base is still the newest revision."""
        waiting = await self.store.proposal(proposal)
        by = _person(viewer)
        if by == waiting.author:
            raise ClientError("FORBIDDEN", "A proposal is approved by another person than its author.", status=403)
        current = await self.store.current()
        if waiting.draft.base != current.number:
            raise Conflict(waiting.draft.base, await self._since(waiting.draft.base))
        await self._checked(viewer, current, waiting.draft.files)
        return await self._followed(await self.store.approve(proposal, by))

    async def reject(self, viewer: Viewer, proposal: int, reason: str) -> Proposal:
        """Its author may take it back, anybody else turn it down; returns what waited."""
        waiting = await self.store.proposal(proposal)
        await self.store.reject(proposal, _person(viewer), _reason(reason))
        return waiting

    async def history(self) -> History:
        return History(tuple(await self.store.history()), tuple(await self.store.proposals()))

    async def shown(self, number: int) -> Shown:
        revision = await self.store.get(number)
        before = (await self.store.get(number - 1)).files if number > 1 else PolicyFiles({})
        return Shown(revision, await asyncio.to_thread(difference, before, revision.files))

    async def _publish(
        self, viewer: Viewer, current: Revision, files: PolicyFiles, reason: str, restores: int | None
    ) -> Published | Proposed:
        draft = Draft(_person(viewer), _reason(reason), self.now(), current.number, plain(files), restores)
        if draft.files == current.files:
            raise ClientError("BAD_REQUEST", f"These are the files of revision {current.number}: nothing changed.")
        widens = await self._checked(viewer, current, draft.files)
        if widens and self.needs_second_person:
            return Proposed(await self.store.propose(draft, sorted(widens)))
        return await self._followed(await self.store.publish(draft))

    async def _checked(self, viewer: Viewer, current: Revision, files: PolicyFiles) -> frozenset[str]:
        """What the viewer would be allowed beyond what he is; raises Refused."""
        return await asyncio.to_thread(checked, files, current.files, viewer, self.snapshots.current)

    async def _followed(self, revision: Revision) -> Published:
        return Published(revision, await self.follow(revision.number))

    async def _since(self, base: int) -> Sequence[Entry]:
        return [one for one in await self.store.history() if one.number > base]


def _person(viewer: Viewer) -> str:
    """Whoever has no account has no name in the history, and is not told from another one."""
    if viewer.subject == VISITOR_SUBJECT:
        raise ClientError("FORBIDDEN", "Sign in: the history names who published.", status=403)
    return viewer.subject


def _reason(text: str) -> str:
    reason = text.replace("\r\n", "\n").strip()
    if not reason:
        raise ClientError("BAD_REQUEST", "Say in 'reason' why: the history keeps it.")
    if len(reason) > LONGEST_REASON:
        raise ClientError("BAD_REQUEST", f"'reason' is longer than {LONGEST_REASON} characters; shorten it.")
    if unwritable := next((one for one in reason if unicodedata.category(one) == "Cc" and one not in "\n\t"), None):
        raise ClientError("BAD_REQUEST", f"'reason' holds {unwritable!r}; write it as plain text.")
    return reason
