"""What an answer lacks beside the whole one, leaf by leaf, and which errors say why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Place = tuple[str | int, ...]


def explains(path: Place, lost: Place) -> bool:
    """Whether one is the other or its prefix; a path without indices stands for every object there."""
    if not any(isinstance(one, int) for one in path):
        lost = without_indices(lost)
    return path == lost[: len(path)] or path[: len(lost)] == lost


def leaves(value: Any, at: Place) -> Iterator[tuple[Place, Any]]:
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if items is None:
        yield at, value
        return
    for key, below in items:
        yield from leaves(below, (*at, key))


def first_loss(data: Any, place: Place, value: Any) -> Place | None:
    """Where on the way to a leaf the answer stops being what it was; None when the leaf is there."""
    for depth, key in enumerate(place):
        if data is None or (isinstance(key, int) and (not isinstance(data, list) or key >= len(data))):
            return place[:depth]
        if isinstance(key, str) and (not isinstance(data, dict) or key not in data):
            return place[:depth]
        data = data[key]
    return None if data == value else place


def without_indices(place: Place) -> tuple[str, ...]:
    return tuple(one for one in place if isinstance(one, str))
