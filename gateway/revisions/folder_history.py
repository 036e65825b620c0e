"""The history of a policy folder, one JSON file for each revision and each proposal.

A file appears whole and never over another one, so that of several processes only one gets a number.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from gateway.revisions.refusals import StoreUnavailable
from gateway.revisions.revision import Draft, Proposal, Revision
from gateway.visibility.files import PolicyFiles

REVISIONS, PROPOSALS, DECISIONS = "revisions", "proposals", "decisions"
UNFINISHED, LOCK = "unfinished.json", ".lock"


@dataclass(frozen=True, slots=True)
class Begun:
    """What is being published: the number it gets, and the proposal that is approved by it."""

    number: int
    proposal: int | None


@dataclass(frozen=True, slots=True)
class FolderHistory:
    """Each method raises StoreUnavailable where the folder cannot be read or written."""

    folder: Path

    def revisions(self) -> list[int]:
        """The numbers there are, newest first."""
        return self._numbers(REVISIONS)

    def revision(self, number: int) -> Revision | None:
        found = self._read(REVISIONS, number)
        return None if found is None else _draft(found).as_revision(number, found["approved_by"])

    def add(self, revision: Revision) -> bool:
        """False where there is one of this number."""
        draft = Draft(
            revision.author, revision.reason, revision.at, revision.number - 1, revision.files, revision.restores
        )
        return self._add(REVISIONS, revision.number, {**_plain(draft), "approved_by": revision.approved_by})

    def take_back(self, number: int) -> None:
        """The newest, which never was in the policy folder."""
        with self._told():
            self._file(REVISIONS, number).unlink()

    def propose(self, draft: Draft, widens: tuple[str, ...]) -> Proposal:
        while True:
            number = max(self._numbers(PROPOSALS), default=0) + 1
            if self._add(PROPOSALS, number, {**_plain(draft), "widens": widens}):
                return Proposal(number, draft, widens)

    def waiting(self) -> list[Proposal]:
        """Oldest first."""
        numbers = set(self._numbers(PROPOSALS)) - set(self._numbers(DECISIONS))
        return [one for number in sorted(numbers) if (one := self.proposal(number)) is not None]

    def proposal(self, number: int) -> Proposal | None:
        """One that waits."""
        found = self._read(PROPOSALS, number)
        if found is None or self._file(DECISIONS, number).exists():
            return None
        return Proposal(number, _draft(found), tuple(found["widens"]))

    def decide(self, number: int, decision: str, by: str, reason: str | None) -> bool:
        """False where it is decided already."""
        return self._add(DECISIONS, number, {"decision": decision, "by": by, "reason": reason})

    def undecide(self, number: int) -> None:
        with self._told():
            self._file(DECISIONS, number).unlink(missing_ok=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """One of all processes and threads at a time; whoever is killed holds it no more."""
        with self._told():
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / LOCK).open("w")
        with lock:
            with self._told():
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def begin(self, begun: Begun) -> None:
        """From now on it is finished or taken back, by this process or another one."""
        aside = self.folder / f".{UNFINISHED}"
        with self._told():
            aside.write_text(json.dumps(asdict(begun)), encoding="utf-8")
            os.replace(aside, self.folder / UNFINISHED)

    def unfinished(self) -> Begun | None:
        with self._told():
            try:
                return Begun(**json.loads((self.folder / UNFINISHED).read_text(encoding="utf-8")))
            except FileNotFoundError:
                return None

    def end(self) -> None:
        with self._told():
            (self.folder / UNFINISHED).unlink()

    def _file(self, kind: str, number: int) -> Path:
        return self.folder / kind / f"{number:06}.json"

    def _numbers(self, kind: str) -> list[int]:
        with self._told():
            names = (path.stem for path in (self.folder / kind).glob("*.json"))
            return sorted((int(name) for name in names if name.isdigit()), reverse=True)

    def _read(self, kind: str, number: int) -> dict[str, Any] | None:
        with self._told():
            try:
                read: dict[str, Any] = json.loads(self._file(kind, number).read_text(encoding="utf-8"))
            except FileNotFoundError:
                return None
            return read

    def _add(self, kind: str, number: int, members: dict[str, Any]) -> bool:
        path = self._file(kind, number)
        aside = path.with_name(f".{path.name}.{token_hex(8)}")
        with self._told():
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_text(json.dumps(members, ensure_ascii=False, indent=1), encoding="utf-8")
            try:
                os.link(aside, path)
            except FileExistsError:
                return False
            finally:
                aside.unlink()
        return True

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            raise StoreUnavailable(
                f"{self.folder}: the history of the policies cannot be read or written ({error}); make it a folder "
                "of this process, see 'policy_history'."
            ) from error


def _plain(draft: Draft) -> dict[str, Any]:
    return {
        "base": draft.base,
        "author": draft.author,
        "reason": draft.reason,
        "at": draft.at.isoformat(),
        "restores": draft.restores,
        "files": dict(draft.files.texts),
    }


def _draft(read: dict[str, Any]) -> Draft:
    files = PolicyFiles(read["files"], "the history of the policies")
    moment = datetime.fromisoformat(read["at"])
    return Draft(read["author"], read["reason"], moment, read["base"], files, read["restores"])
