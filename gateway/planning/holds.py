"""What the builder has in its hands while it walks: objects, and what they are resolved for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gateway.model.operation import Argument
from gateway.planning.choice import Active
from gateway.planning.fetches import Draft, FetchDraft
from gateway.planning.positions import Position
from gateway.planning.states import State

NOTHING: Active = frozenset()


@dataclass(frozen=True, slots=True)
class Hold:
    """An object in the hand: the fetch that brings it, its selection set there, and the state it is in.

    `above` is the object it was found in, `filled` are arguments that contexts give to the field it was entered for.
    """

    fetch: FetchDraft
    draft: Draft
    state: State
    above: tuple[Position, Hold] | None = None
    filled: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a resolution is for: the client's answer, or the needs of another fetch, which then comes after `found`."""

    client: bool
    active: Active = NOTHING
    found: set[FetchDraft] | None = None


CLIENT = Purpose(client=True)


def upwards(position: Position, hold: Hold) -> Iterator[tuple[Position, Hold]]:
    """The objects above one, nearest first, and the object itself last."""
    above = hold.above
    while above is not None:
        yield above
        above = above[1].above
    yield position, hold
