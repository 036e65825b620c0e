"""Under another name; under that of a visible neighbour too, since a conflict would tell of both."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leaks.asking import Question
from tests.leaks.cells import Cell
from tests.leaks.judging import like_unknown
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    selection = cell.place.selection
    if cell.place.is_field:
        yield Question(cell.document(f"probe: {selection}"))
        yield Question(cell.document(f"{selection} probe: {selection} probe: __typename"))
    else:
        inner = selection.replace("__typename", "probe: __typename")
        yield Question(cell.document(f"probe: __typename @skip(if: true) {inner}"))


WAY = Way("alias", questions, like_unknown)
