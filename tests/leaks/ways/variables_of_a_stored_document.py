"""A hidden input field or enum value in the variables of a stored document: refused like one that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leaks.asking import Question
from tests.leaks.cells import Cell
from tests.leaks.judging import like_unknown
from tests.leaks.stored import BY_VARIABLE
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    key = f"{BY_VARIABLE}{cell.hidden}"
    if key in cell.house.world.templates:
        yield Question(document_id=key, variables={"v": cell.place.given})


WAY = Way("variables of a stored document", questions, like_unknown)
