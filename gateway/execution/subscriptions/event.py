"""One event on its way to its clients: written once for all, and anew when less of it may be told than when it came."""

from __future__ import annotations

from typing import Any, Protocol


class Telling(Protocol):
    """How a run tells what happens; `version` is another one each time that changes."""

    @property
    def version(self) -> int: ...

    def tell(self, happening: Any) -> bytes:
        """The JSON that every client is sent now."""
        ...


class Event:
    """What happened is kept for as long as somebody has yet to be told."""

    __slots__ = ("_happening", "_json", "_telling", "_version")

    def __init__(self, telling: Telling, happening: Any) -> None:
        self._telling = telling
        self._happening = happening
        self._version = telling.version
        self._json = telling.tell(happening)

    def json(self) -> bytes:
        """As it may be told at this moment."""
        if self._version != self._telling.version:
            self._version = self._telling.version
            self._json = self._telling.tell(self._happening)
        return self._json
