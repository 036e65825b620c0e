"""What keeps the revisions: the policy folder with a history beside it, or tables that several processes share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from gateway.reloading import Seen, Source
from gateway.revisions.revision import Draft, Entry, Proposal, Revision
from gateway.visibility.files import PolicyFiles


@dataclass(frozen=True, slots=True)
class Told:
    """What a gateway process told last: the number it serves, and the last one that it refused and why.

    `age` is how many seconds ago that was.
    """

    process: str
    number: int
    refused: int | None = None
    problem: str | None = None
    age: float = 0.0


class RevisionStore(Protocol):
    """Each method raises StoreUnavailable where the store cannot be read or written."""

    @property
    def source(self) -> Source[PolicyFiles]:
        """Where the newest revision is looked for, to be taken live."""
        ...

    async def current(self) -> Revision:
        """The newest revision."""
        ...

    async def get(self, number: int) -> Revision:
        """Raises ClientError NOT_FOUND."""
        ...

    async def history(self) -> Sequence[Entry]:
        """Newest first."""
        ...

    async def publish(self, draft: Draft) -> Revision:
        """The next number; raises Conflict unless the base is the newest revision."""
        ...

    async def propose(self, draft: Draft, widens: Sequence[str]) -> Proposal:
        """Raises Conflict unless the base is the newest revision."""
        ...

    async def proposals(self) -> Sequence[Proposal]:
        """Those that wait, oldest first; one whose base is not the newest any more waits for nothing."""
        ...

    async def proposal(self, number: int) -> Proposal:
        """One that waits; raises ClientError NOT_FOUND."""
        ...

    async def approve(self, number: int, by: str) -> Revision:
        """Publishes a proposal, once; raises ClientError NOT_FOUND, Conflict."""
        ...

    async def reject(self, number: int, by: str, reason: str) -> None:
        """Raises ClientError NOT_FOUND."""
        ...

    async def number_of(self, seen: Seen[PolicyFiles], *, is_live: bool) -> int | None:
        """The number of what the source showed, None where it has none: what went live without one, by an edit of the
        folder, gets it here."""
        ...

    async def tell(self, told: Told) -> None:
        """What this process serves, for whoever publishes."""
        ...

    async def told(self) -> Sequence[Told]:
        """What each process told last, those that left excepted."""
        ...

    async def leave(self, process: str) -> None:
        """The process stops; nobody waits for it any more."""
        ...

    async def close(self) -> None:
        """Nothing is asked any more."""
        ...
