"""Everything that is hidden from somebody asked where it would stand, many names in one document.

One answer then speaks of many names, each told once as what it is and once as a name that does not exist.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.leaks.asking import WORD, Question
from tests.leaks.cells import Cell, Leak, Seen
from tests.leaks.coordinates import Coordinate
from tests.leaks.unknown_names import unknown_like

MOST = 9
"""Names in one document: a refusal lists at most twenty errors, and some names give two."""


@dataclass
class Batch:
    """The names asked on one type."""

    seen: Seen
    cells: list[Cell] = field(default_factory=list)

    def question(self, names: list[str]) -> Question:
        parts = [
            f"field{number}: {part}" if cell.place.is_field else part
            for number, (cell, name) in enumerate(zip(self.cells, names, strict=True))
            for part in [cell.place.selection.replace(WORD, name)]
        ]
        return Question(self.cells[0].document(" ".join(parts)))

    async def leaks(self) -> list[Leak]:
        hidden = [cell.hidden.name for cell in self.cells]
        sdl = self.seen.house.world.sdl
        unknown = [unknown_like(name, sdl, number) for number, name in enumerate(hidden)]
        asked = self.question(hidden)
        told = await self.seen.house.ask(self.seen.set, asked, "")
        other = await self.seen.house.ask(self.seen.set, self.question(unknown), "")
        renamed = other.renamed(dict(zip(unknown, hidden, strict=True)))
        first = self.cells[0]
        first.expect_silent(asked, told)
        if told != renamed or told.calls:
            first.leak(f"with {len(hidden) - 1} others; unknown names are told {other.body!r}", asked, told)
        return first.leaks


def batches(seen: Seen, hidden: Iterator[Coordinate]) -> Iterator[Batch]:
    by_owner: dict[str, list[Cell]] = defaultdict(list)
    for one in hidden:
        cell = Cell(seen, one, "all at once")
        by_owner[cell.place.owner].append(cell)
    for cells in by_owner.values():
        for start in range(0, len(cells), MOST):
            yield Batch(seen, cells[start : start + MOST])
