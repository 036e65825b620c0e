"""Inside of fragments, spread and unused."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leaks.asking import WORD, Question
from tests.leaks.cells import Cell
from tests.leaks.coordinates import Kind
from tests.leaks.judging import like_unknown
from tests.leaks.ways import Way


def questions(cell: Cell) -> Iterator[Question]:
    place = cell.place
    if cell.hidden.kind is Kind.TYPE:
        inside = cell.seen.routes.get(cell.hidden.name, cell.seen.routes["Query"])
        fragment = f"fragment F on {WORD} {{ __typename }}"
        yield Question(f"{cell.document(f'{place.selection} ...F', inside)} {fragment}")
    else:
        fragment = f"fragment F on {place.owner} {{ {place.selection} }}"
        document = cell.document(f"... on {place.owner} {{ {place.selection} }} ...F")
        yield Question(f"{document} {fragment}")
    yield Question(f"{{ __typename }} {fragment}")


WAY = Way("fragment", questions, like_unknown)
