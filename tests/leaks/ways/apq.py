"""As an automatic persisted query: hash with text, hash alone, and the hash of what somebody else was answered to."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leaks.asking import Question
from tests.leaks.cells import Cell
from tests.leaks.judging import like_unknown
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    text = cell.document(cell.place.selection)
    yield Question(text, hashed=True)
    yield Question(text, bare=True)
    yield Question(text, bare=True, by_others=True)


WAY = Way("APQ", questions, like_unknown)
