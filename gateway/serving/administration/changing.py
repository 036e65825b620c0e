"""What changes the policies: publish, approve, reject and roll back, with the history of all that was."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.administration.asked import Approval, Publication, Rejection, Restoring, read
from gateway.errors import ClientError
from gateway.revisions.differences import difference
from gateway.revisions.publishing import Proposed, Published, Publishing
from gateway.revisions.revision import Entry, Proposal
from gateway.serving.administration.endpoint import Asking, Operation, Told
from gateway.visibility.administration import ROOT


@dataclass(frozen=True, slots=True)
class Changing:
    publishing: Publishing

    def by_path(self) -> Mapping[str, Operation]:
        operations = {
            "history": Operation("GET", self._history),
            "publish": Operation("POST", self._publish),
            "approve": Operation("POST", self._approve),
            "reject": Operation("POST", self._reject),
            "rollback": Operation("POST", self._rollback),
        }
        return {f"{ROOT}/{name}": operation for name, operation in operations.items()}

    async def _history(self, asking: Asking) -> Told:
        if asking.rest is not None:
            return await self._shown(asking.rest)
        history, current = await self.publishing.history(), await self.publishing.current()
        # In a thread: files of many equal lines are compared for seconds.
        differences = [await asyncio.to_thread(difference, current.files, one.draft.files) for one in history.proposals]
        return Told(
            {
                "revisions": [as_plain(one) for one in history.revisions],
                "proposals": [
                    {**_proposal(one), "difference": told}
                    for one, told in zip(history.proposals, differences, strict=True)
                ],
            }
        )

    async def _shown(self, number: str) -> Told:
        if not (number.isdecimal() and len(number) <= 9):
            raise ClientError("NOT_FOUND", f"'{number[:20]}' is not the number of a revision.", status=404)
        shown = await self.publishing.shown(int(number))
        revision = shown.revision
        return Told(
            {
                "revision": as_plain(revision.entry),
                "files": dict(revision.files.texts),
                "difference": shown.difference,
            }
        )

    async def _publish(self, asking: Asking) -> Told:
        asked = read(asking.body, Publication)
        done = await self.publishing.publish(asking.viewer, asked.as_policy_files(), asked.base, asked.reason)
        return _outcome(done)

    async def _approve(self, asking: Asking) -> Told:
        return _outcome(await self.publishing.approve(asking.viewer, read(asking.body, Approval).proposal))

    async def _reject(self, asking: Asking) -> Told:
        asked = read(asking.body, Rejection)
        return Told({"proposal": _proposal(await self.publishing.reject(asking.viewer, asked.proposal, asked.reason))})

    async def _rollback(self, asking: Asking) -> Told:
        asked = read(asking.body, Restoring)
        return _outcome(await self.publishing.rollback(asking.viewer, asked.number, asked.reason))


def as_plain(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "digest": entry.digest,
        "author": entry.author,
        "reason": entry.reason,
        "at": entry.at.isoformat(),
        "restores": entry.restores,
        "approvedBy": entry.approved_by,
    }


def _proposal(one: Proposal) -> dict[str, Any]:
    return {
        "number": one.number,
        "base": one.draft.base,
        "author": one.author,
        "reason": one.reason,
        "at": one.at.isoformat(),
        "widens": list(one.widens),
    }


def _outcome(done: Published | Proposed) -> Told:
    if isinstance(done, Proposed):
        return Told({"proposal": _proposal(done.proposal)}, 202)
    followers = [{"process": one.process, "follows": one.follows, "problem": one.problem} for one in done.followers]
    return Told({"revision": as_plain(done.revision.entry), "followers": followers})
