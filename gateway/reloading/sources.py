"""Where something that may change is read: each look gives all of it at once, so that nothing is half of two states."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NoReturn, Protocol, TypeVar

from gateway.errors import ConfigurationError

Content = TypeVar("Content", covariant=True)


@dataclass(frozen=True, slots=True)
class Seen(Generic[Content]):
    """What a source held at one look. `revision` tells contents apart; `read` gives the content.

    `read` raises ConfigurationError, naming the place, where there is nothing to be had; it may take its time.
    """

    revision: str
    read: Callable[[], Content]


class Source(Protocol[Content]):
    """`place` is what problems name. `looks` is how many looks in a row must agree before a change is believed: two
    where a look may meet something half written."""

    @property
    def place(self) -> str: ...

    @property
    def looks(self) -> int: ...

    async def look(self) -> Seen[Content]:
        """Does not raise: that nothing can be had is something seen, too. Binds itself to no event loop."""
        ...


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file in UTF-8. One that is missing or cannot be read is seen as such."""

    path: Path
    what: str
    """What the file holds, for messages: `the supergraph`."""
    looks: int = 2

    @property
    def place(self) -> str:
        return str(self.path)

    async def look(self) -> Seen[str]:
        return await asyncio.to_thread(self._seen)

    def _seen(self) -> Seen[str]:
        try:
            content = self.path.read_bytes()
            text = content.decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            return missing(f"{self.path}: {self.what} cannot be read: {error}")
        return Seen(digest_of(content), lambda: text)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def missing(problem: str) -> Seen[NoReturn]:
    """Nothing is there; whoever reads it is told why."""
    return refused(problem, lambda: ConfigurationError(problem))


def refused(problem: str, error: Callable[[], ConfigurationError]) -> Seen[NoReturn]:
    """What is there cannot be read; whoever reads it gets the `error`.

    It is made for each: one that was raised before would keep alive what whoever caught it was at work on.
    """

    def refuse() -> NoReturn:
        raise error()

    return Seen(f"missing: {problem}", refuse)


def first_look(source: Source[Content]) -> Seen[Content]:
    """The look before anything is served, whether or not an event loop runs in this thread."""
    found: list[Seen[Content]] = []
    looking = threading.Thread(target=lambda: found.append(asyncio.run(source.look())))
    looking.start()
    looking.join()
    return found[0] if found else missing(f"{source.place}: cannot be looked at")
