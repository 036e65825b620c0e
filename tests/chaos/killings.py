"""Kills a house at point after point of one call, brings it up again each time, and tells where something was wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from tests.chaos import parts
from tests.chaos.books import Books
from tests.chaos.houses import Yard
from tests.chaos.parts import Call
from tests.kit.house import TODAY

Places = Sequence[str]
Chosen = Callable[[Places], Sequence[int]]
"""The numbers of the points to kill at, of the places of all."""

AT_ONCE = 5
"""At every fifth point the call is sent again before the house has settled."""
SEED = TODAY.toordinal()
STRIDE = 40

SAGA = "subgraphs/orders/service/placing/"
ENDED = "subgraphs/common/background.py"
"""Where a caller waits for work that goes on without him."""
COMMITS = (
    "subgraphs/orders/",
    "subgraphs/common/idempotency.py",
    "subgraphs/common/outbox.py",
    "subgraphs/common/peers.py",
    ENDED,
    "gateway/execution/transports/",
    "subgraphs/stock/service/",
)
"""Where orders waits for its database, where a peer is asked and has answered, and where stock begins and ends its
transactions."""


@dataclass
class Killings:
    """What came of a pass: how many points there are, at which the house was killed, and what was wrong."""

    points: int = 0
    killed: list[str] = field(default_factory=list)
    untouched: int = 0
    done: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        came = f"{self.untouched} left nothing, {self.done} were finished"
        return f"killed at {len(self.killed)} of {self.points} points: {came}; wrong: {self.wrong}"


@dataclass(frozen=True)
class Scene:
    """`folder`: the data before the call; `calls`: the one that is killed, and others that must do afterwards."""

    folder: Path
    calls: Sequence[Call]
    before: Books
    answers: Sequence[Any]
    after_call: Books
    after: Books


@dataclass(frozen=True)
class Killer:
    """Runs scenes on all yards, in folders of their own under `work`."""

    yards: Sequence[Yard]
    work: Path

    def scene(self, folder: Path, *calls: Call) -> Scene:
        """What comes of the calls when nobody is killed."""
        before = self._alone(folder, parts.send_all, [])
        first = self._alone(folder, parts.send_all, calls[:1])
        whole = self._alone(folder, parts.send_all, calls) if calls[1:] else first
        return Scene(folder, calls, before["books"], whole["answers"], first["books"], whole["books"])

    def kill(self, scene: Scene, chosen: Chosen) -> Killings:
        """At each point chosen of the first call."""
        places = self.places(scene)
        return self._pass(scene, places, chosen(places), [parts.killed_at, scene.calls[0]])

    def places(self, scene: Scene) -> Places:
        """Where the points of the first call are."""
        places: Places = self._alone(scene.folder, parts.killed_at, scene.calls[0], None)
        return places

    def kill_coming_up(self, scene: Scene, first: int, begins: str, chosen: Chosen) -> Killings:
        """Once at point `first` of the call, and again while the next process goes on with what is left."""
        folder = self._copy(scene.folder, f"{scene.folder.name}-fallen-{first}")
        assert self.yards[0].run(folder, parts.killed_at, scene.calls[0], first).killed
        places = self._alone(folder, parts.killed_coming_up, begins, None)
        return self._pass(scene, places, chosen(places), [parts.killed_coming_up, begins], folder)

    def prepare(self, data: Path, name: str, *calls: Call) -> tuple[Path, list[Any]]:
        """A folder in which these calls have been answered, and the answers."""
        folder = self._copy(data, name)
        answers: list[Any] = self.yards[0].run(folder, parts.send_all, calls).answer["answers"]
        return folder, answers

    def _pass(
        self, scene: Scene, places: Places, numbers: Sequence[int], deadly: Sequence[Any], folder: Path | None = None
    ) -> Killings:
        free: SimpleQueue[Yard] = SimpleQueue()
        for yard in self.yards:
            free.put(yard)
        found = Killings(points=len(places))

        def one(number: int) -> None:
            yard = free.get()
            try:
                self._kill_once(yard, scene, folder or scene.folder, deadly, number, places[number - 1], found)
            finally:
                free.put(yard)

        with ThreadPoolExecutor(len(self.yards)) as pool:
            list(pool.map(one, numbers))
        return found

    def _kill_once(
        self, yard: Yard, scene: Scene, source: Path, deadly: Sequence[Any], number: int, place: str, found: Killings
    ) -> None:
        folder = self._copy(source, f"{source.name}-{deadly[0].__name__}-{number}")
        where = f"point {number}, {place}"
        if not yard.run(folder, *deadly, number).killed:
            return
        found.killed.append(where)
        at_once = number % AT_ONCE == 0
        told = yard.run(folder, parts.come_up, scene.calls, at_once).answer
        found.wrong += [f"{where}: {fault}" for fault in _faults(scene, told, at_once=at_once)]
        found.untouched += told["found"] == scene.before
        found.done += told["found"] == scene.after_call
        shutil.rmtree(folder)

    def _alone(self, source: Path, part: Any, *arguments: Any) -> Any:
        folder = self._copy(source, f"{source.name}-{part.__name__}-alone")
        answer = self.yards[0].run(folder, part, *arguments).answer
        shutil.rmtree(folder)
        return answer

    def _copy(self, source: Path, name: str) -> Path:
        return Path(shutil.copytree(source, self.work / name))


def each_of(*beginnings: str) -> Chosen:
    """Every point at places that begin so until the work has ended, and of all other points every fortieth.

    Other points are those of peers that only read, of the gateway, and of reading the answer once it is kept.
    """

    def chosen(places: Places) -> Sequence[int]:
        last = _end(places)
        return [
            number
            for number, place in enumerate(places, 1)
            if (number <= last and place.startswith(beginnings)) or number % STRIDE == SEED % STRIDE
        ]

    return chosen


def first_of_each(*beginnings: str, every: int = 1) -> Chosen:
    """Until the work has ended: where a place is come to, not each time it is waited there; of these every so many."""

    def chosen(places: Places) -> Sequence[int]:
        before, last = ["", *places], _end(places)
        new = [n for n, place in enumerate(places, 1) if place.startswith(beginnings) and place != before[n - 1]]
        return [number for number in new if number <= last][::every]

    return chosen


def _end(places: Places) -> int:
    """The point at which the caller goes on as his work has ended; the last of all where nobody waits for it."""
    return max((n for n, place in enumerate(places, 1) if place.startswith(ENDED)), default=len(places))


def _faults(scene: Scene, told: dict[str, Any], *, at_once: bool) -> Iterator[str]:
    if told["found"] not in ([scene.after_call] if at_once else [scene.before, scene.after_call]):
        yield f"neither as before nor done: {_difference(told['found'], scene.after_call)}"
    if told["books"] != scene.after:
        yield f"sent again: {_difference(told['books'], scene.after)}"
    for answer, wanted in zip(
        [*told["first"], *told["answers"]], [*scene.answers[:at_once], *scene.answers], strict=True
    ):
        if answer != wanted:
            yield f"answered {str(answer)[:400]}"


def _difference(books: Books, others: Books) -> dict[str, list[str]]:
    return {name: sorted(set(books[name]) ^ set(others[name])) for name in books if books[name] != others[name]}
