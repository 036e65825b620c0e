"""Which cells are asked, and what came of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from tests.leaks.cells import Cell, Leak, Seen
from tests.leaks.coordinates import Coordinate
from tests.leaks.sweeping import batches
from tests.leaks.visible_sets import VisibleSet
from tests.leaks.ways import Way
from tests.leaks.world import House, World

Pick = tuple[VisibleSet, Coordinate, Way]


@dataclass
class Report:
    """Cells and requests by way; `pairs` are the visible sets with what is hidden there that were asked at all."""

    leaks: list[Leak] = field(default_factory=list)
    cells: Counter[str] = field(default_factory=Counter)
    requests: Counter[str] = field(default_factory=Counter)
    pairs: set[tuple[str, str]] = field(default_factory=set)

    def add(self, other: Report) -> None:
        self.leaks += other.leaks
        self.cells.update(other.cells)
        self.requests.update(other.requests)
        self.pairs |= other.pairs

    def __str__(self) -> str:
        sets, hidden = {name for name, _ in self.pairs}, {name for _, name in self.pairs}
        lines = [
            f"{len(sets)} visible sets x {len(hidden)} hidden coordinates ({len(self.pairs)} pairs) "
            f"x {len(self.cells)} ways: {self.cells.total()} cells, {self.requests.total()} requests, "
            f"{len(self.leaks)} leaks"
        ]
        lines += [f"  {way:40}{count:8} cells {self.requests[way]:8} requests" for way, count in self.cells.items()]
        return "\n".join(lines)


def every_cell(world: World, seen: VisibleSet, ways: Sequence[Way]) -> Iterator[Pick]:
    """The whole grid of one visible set."""
    for hidden in world.hidden(seen):
        yield from ((seen, hidden, way) for way in ways)


def each_way(world: World, ways: Sequence[Way], among: Sequence[VisibleSet] | None = None) -> Iterator[Pick]:
    """Everything of the public schema that is hidden in every way once: of him from whom it alone is hidden, otherwise
    of one after the other of those from whom it is.
    """
    chosen = world.sets if among is None else among
    hiding: dict[str, list[VisibleSet]] = defaultdict(list)
    for seen in chosen:
        for hidden in world.hidden(seen):
            if hidden.text in world.public:
                hiding[hidden.text].append(seen)
    picks: dict[str, list[Pick]] = defaultdict(list)
    for text, sets in hiding.items():
        alone = [one for one in sets if one.alone == text]
        number = crc32(text.partition(".")[0].encode())  # of one type together: they share questions for unknown names
        for turn, way in enumerate(ways):
            seen = alone[0] if alone else sets[(number + turn) % len(sets)]
            picks[seen.name].append((seen, world.coordinates[text], way))
    for seen in chosen:  # one after the other, as what is worked out for a set is kept as long as it is asked
        yield from picks[seen.name]


async def run(house: House, picks: Iterable[Pick], *, to_the_first: bool = False) -> Report:
    """`to_the_first`: nothing more is asked when a leak is found."""
    report = Report()
    others = _everything(house.world)
    seen: Seen | None = None
    for visible, hidden, way in picks:
        if seen is None or seen.set is not visible:
            seen = Seen(house, visible)
        cell = Cell(seen, hidden, way.name, others.get(hidden.text))
        await way.judge(cell, way.questions(cell))
        report.leaks += cell.leaks
        report.requests[way.name] += cell.asked
        if cell.asked:
            report.cells[way.name] += 1
            report.pairs.add((visible.name, hidden.text))
        if report.leaks and to_the_first:
            break
    return report


async def sweep(house: House, sets: Sequence[VisibleSet]) -> Report:
    """Every visible set with everything that is hidden there, where it would stand."""
    report = Report()
    for visible in sets:
        seen = Seen(house, visible)
        for batch in batches(seen, house.world.hidden(visible)):
            report.leaks += await batch.leaks()
            report.requests["all at once"] += batch.requests
            report.cells["all at once"] += len(batch.cells)
            report.pairs |= {(visible.name, cell.hidden.text) for cell in batch.cells}
    return report


def _everything(world: World) -> dict[str, VisibleSet]:
    """By coordinate, the set that sees it and most besides."""
    by_size = sorted(world.sets, key=lambda one: len(one.visible.coordinates))
    return {name: one for one in by_size for name in one.visible.coordinates}
