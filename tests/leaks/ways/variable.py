"""By variables: values given to what is hidden, hidden values given to what is visible, variables of hidden types."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leaks.asking import WORD, Question
from tests.leaks.cells import Cell
from tests.leaks.coordinates import Kind
from tests.leaks.judging import like_unknown
from tests.leaks.stored import declaring
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    place = cell.place
    if place.by_variable:
        document = declaring(f"$v: {place.value_type}", cell.document(place.by_variable))
        yield Question(document, variables={"v": place.given})
    elif cell.hidden.kind is Kind.TYPE:
        declared = f"$v: {WORD}, $w: [{WORD}!]!, $x: {WORD} = {{}}"
        yield Question(declaring(declared, "{ __typename }"), variables={"v": {"a": 1}, "w": []})
    elif cell.hidden.kind is Kind.DIRECTIVE:
        yield Question(declaring(f"$v: Boolean = true @{WORD}", "{ __typename @include(if: $v) }"))
    else:
        selection = f"{WORD} @include(if: $v){place.selection.removeprefix(WORD)}"
        yield Question(declaring("$v: Boolean!", cell.document(selection)), variables={"v": False})


WAY = Way("variable", questions, like_unknown)
