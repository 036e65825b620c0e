"""Everything that is hidden from somebody asked where it would stand, many names in one document.

One answer then speaks of many names, each told once as what it is and once as a name that does not exist.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.leaks.asking import WORD, Question, Told
from tests.leaks.cells import Cell, Leak, Seen
from tests.leaks.coordinates import Coordinate, Kind
from tests.leaks.unknown_names import unknown_like

MOST_ERRORS, MOST_NAMES = 14, 28
"""In one document. A refusal lists at most twenty errors, and a few names give two; the rest is limits of shape."""
CUT_SHORT = (b"Validation aborted", b"_LIMIT", b"LIMIT_EXCEEDED")
"""An answer with one of these says nothing of some of the names."""


@dataclass
class Batch:
    """The names of one document, those of one type beside each other."""

    seen: Seen
    cells: list[Cell]
    requests: int = 0

    def _question(self, names: list[str]) -> Question:
        by_owner: dict[str, list[str]] = defaultdict(list)
        for number, (cell, name) in enumerate(zip(self.cells, names, strict=True)):
            by_owner[cell.place.owner].append(_short(cell, number).replace(WORD, name))
        first = {cell.place.owner: cell for cell in reversed(self.cells)}
        documents = [first[owner].document(" ".join(parts)) for owner, parts in by_owner.items()]
        operation, _, _ = documents[0].partition("{")
        return Question(f"{operation}{{ {' '.join(one.partition('{')[2].rpartition('}')[0] for one in documents)} }}")

    async def leaks(self) -> list[Leak]:
        hidden, sdl = [cell.hidden.name for cell in self.cells], self.seen.house.world.sdl
        lengths: Counter[int] = Counter()
        unknown = []
        for name in hidden:
            unknown.append(unknown_like(name, sdl, lengths[len(name)]))
            lengths[len(name)] += 1
        asked = self._question(hidden)
        told = await self._ask(asked)
        if len(self.cells) > 1 and any(one in told.body for one in CUT_SHORT):
            half = len(self.cells) // 2
            parts = Batch(self.seen, self.cells[:half]), Batch(self.seen, self.cells[half:])
            found = [leak for part in parts for leak in await part.leaks()]
            self.requests += sum(part.requests for part in parts)
            return found
        other = await self._ask(self._question(unknown))
        first = self.cells[0]
        first.expect_silent(asked, told)
        if told != other.renamed(dict(zip(unknown, hidden, strict=True))) or told.calls:
            names = ", ".join(cell.hidden.text for cell in self.cells)
            first.leak(f"one of {names}; unknown names are told {other.body!r}", asked, told)
        return first.leaks

    async def _ask(self, question: Question) -> Told:
        self.requests += 1
        return await self.seen.house.ask(self.seen.set, question, "")


def batches(seen: Seen, hidden: Iterable[Coordinate]) -> Iterator[Batch]:
    by_operation: dict[str, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for one in hidden:
        cell = Cell(seen, one, "all at once")
        operation, owner = cell.route.operation, cell.place.owner
        # A subscription may have one root field.
        together = f"{operation} {owner}" if operation == "subscription" else operation
        by_operation[together][owner].append(cell)
    for by_owner in by_operation.values():
        found: list[Cell] = []
        errors = 0
        for cells in by_owner.values():
            # Below something hidden nothing more is said: one error stands for all of it.
            is_shown = all(f"{owner}.{name}" in seen.visible for owner, name in cells[0].route.fields)
            errors += 0 if is_shown else 1
            for cell in cells:
                if found and (errors >= MOST_ERRORS or len(found) >= MOST_NAMES):
                    yield Batch(seen, found)
                    found, errors = [], 0 if is_shown else 1
                found.append(cell)
                errors += is_shown
        if found:
            yield Batch(seen, found)


def _short(cell: Cell, number: int) -> str:
    """The least in which the name can stand: what is missing beside it is missed of the unknown name too."""
    hidden, places = cell.hidden, cell.house.world.places
    if hidden.kind is Kind.FIELD:
        return f"field{number}: {WORD}"
    if hidden.kind is Kind.ARGUMENT:
        return f"field{number}: {hidden.field}({WORD}: 1)"
    use = places.uses.get(hidden.owner)
    if use is not None and hidden.kind in (Kind.INPUT_FIELD, Kind.ENUM_VALUE):
        value = f"{{{WORD}: 1}}" if hidden.kind is Kind.INPUT_FIELD else WORD
        for _, name in reversed(use.inside):
            value = f"{{{name}: {value}}}"
        return f"field{number}: {use.field}({use.argument}: {value})"
    return f"field{number}: {cell.place.selection}" if cell.place.is_field else cell.place.selection
