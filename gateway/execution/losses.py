"""What has been lost: places of the merged answer where a value should stand and does not, because a fetch failed.

A null there is no answer, so nothing may be computed of it; whoever needs it goes without, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gateway.model.plan import EntityCall, FetchField, FetchSelection

Place = tuple[str | int, ...]
"""A concrete response path, list indices included."""


@dataclass(slots=True)
class Losses:
    """`skipped` are the objects, each with the call, that were not asked for as something they need is lost."""

    skipped: list[tuple[EntityCall, Place]] = field(default_factory=list)
    _places: set[Place] = field(default_factory=set)
    _everywhere: set[Place] = field(default_factory=set)

    def add(self, place: Place) -> None:
        self._places.add(place)

    def add_everywhere(self, keys: Place) -> None:
        """`keys` without indices: the value is lost in every object there."""
        self._everywhere.add(keys)

    def hold(self, place: Place) -> bool:
        """Whether this place, or one that it stands in, is lost."""
        if not self._places and not self._everywhere:
            return False
        keys = tuple(one for one in place if isinstance(one, str))
        return any(place[:end] in self._places for end in range(1, len(place) + 1)) or any(
            keys[:end] in self._everywhere for end in range(1, len(keys) + 1)
        )

    def skip(self, call: EntityCall, at: Place, lost: Place) -> None:
        """An object at a place lacks something for the call; that matters when it is lost and not just not there."""
        if self.hold(lost):
            self.skipped.append((call, at))

    def newly_skipped(self) -> Iterator[Place]:
        """The fields that the skipped objects go without, which are lost by that."""
        skipped, self.skipped = self.skipped, []
        for call, at in skipped:
            for key in field_keys(call.selections):
                self.add((*at, key))
                yield (*at, key)


def field_keys(selections: Iterable[FetchSelection]) -> Iterator[str]:
    """The keys that a selection brings of an object, whatever its type."""
    for one in selections:
        if not isinstance(one, FetchField):
            yield from field_keys(one.selections)
        elif one.name != "__typename":
            yield one.rename or one.key
