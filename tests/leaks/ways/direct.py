"""The name itself, where it would stand."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leaks.asking import Question
from tests.leaks.cells import Cell
from tests.leaks.judging import like_unknown
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    yield Question(cell.document(cell.place.selection))


WAY = Way("direct", questions, like_unknown)
