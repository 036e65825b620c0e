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
        yield Question(cell.document(f"{place.selection} ...F", inside) + _fragments(WORD, "__typename"))
        return
    document = cell.document(f"... on {place.owner} {{ {place.selection} }} ...F")
    yield Question(document + _fragments(place.owner, place.selection))


def _fragments(on: str, selection: str) -> str:
    """One that is spread and one that nobody spreads."""
    return "".join(f" fragment {name} on {on} {{ {selection} }}" for name in ("F", "Unused"))


WAY = Way("fragment", questions, like_unknown)
