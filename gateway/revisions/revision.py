"""One published state of the policies, and one that waits for a second person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from gateway.visibility.files import PolicyFiles

FOLDER = "folder"
"""The author of what somebody edited in the policy folder by hand."""


@dataclass(frozen=True, slots=True)
class Revision:
    """`number` counts up from 1 and is never used again; `at` is in UTC.

    `author` is the subject of whoever published it, or `folder`; `restores` the number whose files a rollback brought
    back; `approved_by` the second person, where there had to be one.
    """

    number: int
    author: str
    reason: str
    at: datetime
    files: PolicyFiles = field(repr=False)
    restores: int | None = None
    approved_by: str | None = None

    @property
    def digest(self) -> str:
        return self.files.revision

    @property
    def entry(self) -> Entry:
        return Entry(self.number, self.digest, self.author, self.reason, self.at, self.restores, self.approved_by)


@dataclass(frozen=True, slots=True)
class Entry:
    """A revision as the history lists it: without the contents of its files."""

    number: int
    digest: str
    author: str
    reason: str
    at: datetime
    restores: int | None = None
    approved_by: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to publish on top of the revision `base`."""

    author: str
    reason: str
    at: datetime
    base: int
    files: PolicyFiles = field(repr=False)
    restores: int | None = None

    def as_revision(self, number: int, approved_by: str | None = None) -> Revision:
        return Revision(number, self.author, self.reason, self.at, self.files, self.restores, approved_by)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft that waits for a second person, since it widens the rights of its author by `widens`: coordinates, and
    what subgraphs would be told of him (`role logistics`, `@exact_stock`)."""

    number: int
    draft: Draft
    widens: tuple[str, ...]

    @property
    def author(self) -> str:
        return self.draft.author

    @property
    def reason(self) -> str:
        return self.draft.reason

    @property
    def at(self) -> datetime:
        return self.draft.at


@dataclass(frozen=True, slots=True)
class Follower:
    """Whether a gateway process serves a revision that was published, otherwise why not."""

    process: str
    follows: bool
    problem: str | None = None
