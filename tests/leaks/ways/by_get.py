"""With the document in the address."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leaks.asking import JSON, Question
from tests.leaks.cells import Cell
from tests.leaks.judging import like_unknown
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    yield Question(cell.document(cell.place.selection), accept=JSON, by_get=True)


WAY = Way("by GET", questions, like_unknown)
