"""What is wrong in a catalogue: each problem with file, line and reason, all of them at once as far as people read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from subgraphs.products.bmecat.article import Place

PROBLEM_LIMIT = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct."""

    place: Place
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class CatalogueError(Exception):
    """A catalogue that cannot be taken in; `problems` are at most PROBLEM_LIMIT, `complete` tells whether all."""

    def __init__(self, problems: Iterable[Problem], *, complete: bool = True) -> None:
        self.problems = tuple(problems)
        self.complete = complete
        lines = [str(problem) for problem in self.problems]
        if not complete:
            lines.append(f"Only the first {PROBLEM_LIMIT} problems are told; correct these and try again.")
        super().__init__("\n".join(lines))


class Problems:
    """Collects problems while reading goes on; the one after the limit ends it."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, place: Place, reason: str) -> None:
        """Raises CatalogueError as soon as there are more problems than are told."""
        if len(self._found) == PROBLEM_LIMIT:
            raise CatalogueError(self._found, complete=False)
        self._found.append(Problem(place, reason))

    def stop(self, place: Place, reason: str) -> CatalogueError:
        """To be raised for a problem after which nothing further can be read."""
        return CatalogueError([*self._found, Problem(place, reason)][-PROBLEM_LIMIT:])

    def refuse(self) -> None:
        """Raises CatalogueError when anything was found."""
        if self._found:
            raise CatalogueError(self._found)
