"""The newest revision of the table store, as something to be watched; it never leads back to an older one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from gateway.errors import ClientError
from gateway.reloading import Seen
from gateway.reloading.sources import missing
from gateway.revisions.revision import Revision
from gateway.visibility.files import PolicyFiles


@dataclass(slots=True)
class TableSource:
    """`newest` gives the number and digest of the newest revision, `get` one of them."""

    place: str
    newest: Callable[[], Awaitable[tuple[int, str]]]
    get: Callable[[int], Awaitable[Revision]]
    looks: int = 1
    _number: int = field(default=0, init=False)
    _seen: Seen[PolicyFiles] | None = field(default=None, init=False)

    async def look(self) -> Seen[PolicyFiles]:
        try:
            number, digest = await self.newest()
            revision = f"{number}:{digest}"
            if self._seen is not None and self._seen.revision == revision:
                return self._seen
            if number <= self._number:
                return missing(
                    f"{self.place}: the policy store answers with revision {number}, though {self._number} was "
                    "published; where it was set back on purpose, start the gateway anew to take that."
                )
            files = (await self.get(number)).files
        except ClientError as error:
            return missing(error.message)
        self._number = number
        self._seen = Seen(revision, lambda: files)
        return self._seen


def number_in(seen: Seen[PolicyFiles]) -> int | None:
    """The number of what such a source showed; None where it had nothing to show."""
    number = seen.revision.partition(":")[0]
    return int(number) if number.isdigit() else None
