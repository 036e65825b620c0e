"""A stored document sent as text, by itself and with its hash: that it is stored lets nobody see more."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leaks.asking import PARTS, WORD, Question
from tests.leaks.cells import Cell
from tests.leaks.judging import like_unknown
from tests.leaks.stored import DEFERRED, PLAIN
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    for form in (PLAIN, DEFERRED):
        text = cell.house.world.templates.get(f"{form}{cell.hidden}", "")
        if WORD in text:
            yield Question(text, hashed=form is PLAIN, accept=PARTS)


WAY = Way("text of a stored document", questions, like_unknown)
