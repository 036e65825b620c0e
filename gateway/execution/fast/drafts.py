"""Writes an answer before all of it is there, with gaps for what comes late.

The objects of a large answer are more than a processor keeps at hand while it serves other requests. Written and freed
as soon as nobody looks at them any more they cost far less than when they are come back to for their last fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

import msgspec

LEAST_BYTES = 8 * 1024
"""Of answers: the objects of fewer are still at hand when they are come back to."""
LEAST_BYTES_A_GAP = 128
"""Of answers: where gaps are closer they cost more than is saved between them."""
MOST_TEXTS = 1_000
"""Different ones, to fill gaps."""

_GAP = b"\0"
"""Stands in no JSON. A gap is written as this and a number, and then made a conversion of the text of that number."""
_NUMBERS = tuple(b"%d" % number for number in range(MOST_TEXTS))
_MARKS = tuple(msgspec.Raw(_GAP + b"(%b)b" % number) for number in _NUMBERS)


@dataclass(frozen=True, slots=True)
class Unit:
    """Calls that fill the same objects, which stand in lists of equal ones.

    `lists` is the name of these lists, `kept` are those of all that their fetches still need. For each list,
    `stand_ins` makes one object that is filled in place of its members, `mark` puts marks into these, and `texts` tells
    by what their gaps are filled: `gaps` texts for each.
    """

    fetches: frozenset[int]
    lists: str
    kept: tuple[str, ...]
    gaps: int
    stand_ins: Callable[[list[list[Any]]], list[Any]]
    mark: Callable[[list[list[Any]], Iterator[msgspec.Raw]], None]
    texts: Callable[[list[Any]], list[bytes]]


@dataclass(frozen=True, slots=True)
class Draft:
    text: bytes
    filling: Sequence[tuple[Unit, list[Any]]]
    """The units with their stand-ins, in the order of the numbers of the gaps."""

    def filled(self) -> bytes:
        texts = [text for unit, stand_ins in self.filling for text in unit.texts(stand_ins)]
        return self.text % dict(zip(_NUMBERS, texts, strict=False))


@dataclass(frozen=True, slots=True)
class Drafting:
    """`after`: when these fetches have been taken, nobody looks at an object again but to fill it."""

    after: frozenset[int]
    units: tuple[Unit, ...]
    finish: Callable[[list[Any]], bytes]

    def draft(self, parts: list[Any], found: dict[str, Any], taken: Set[int], size: int) -> Draft | None:
        """Writes the `parts` and empties them; from then on stand-ins are filled. None when it would not pay.

        `found` are the lists of objects by name, `size` the bytes of all answers that have come.
        """
        if size < LEAST_BYTES:
            return None
        units = [unit for unit in self.units if not unit.fetches <= taken]
        if any(unit.fetches & taken for unit in units):
            return None
        given = [(unit, found[unit.lists]) for unit in units]
        texts = sum(unit.gaps * len(lists) for unit, lists in given)
        gaps = sum(unit.gaps * sum(map(len, lists)) for unit, lists in given)
        if not 0 < texts <= MOST_TEXTS or gaps * LEAST_BYTES_A_GAP > size:
            return None
        filling = [(unit, unit.stand_ins(lists)) for unit, lists in given]
        marks = iter(_MARKS)
        for unit, lists in given:
            unit.mark(lists, marks)
        text = self.finish(parts).replace(b"%", b"%%").replace(_GAP, b"%")
        parts[:] = [None] * len(parts)
        for (_, lists), (_, stand_ins) in zip(given, filling, strict=True):
            for equal, stand_in in zip(lists, stand_ins, strict=True):
                equal[:] = (stand_in,)
        kept = {name: found[name] for unit in units for name in unit.kept if name in found}
        found.clear()
        found.update(kept)
        return Draft(text, filling)
