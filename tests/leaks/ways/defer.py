"""Deferred, to a client that takes parts."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leaks.asking import PARTS, Question
from tests.leaks.cells import Cell
from tests.leaks.judging import like_unknown
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    place = cell.place
    deferred = [
        f'...{condition} @defer(label: "{label}") {{ {place.selection} }}'
        for label, condition in (("bare", ""), ("named", f" on {place.owner}"))
    ]
    yield Question(cell.document(f"__typename {' '.join(deferred)}"), accept=PARTS)


WAY = Way("defer", questions, like_unknown)
