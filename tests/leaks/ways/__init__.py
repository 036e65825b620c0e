"""The ways to ask, one file each: whoever adds a way adds a file with `WAY` in it, and the grid has a column more."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.leaks.asking import Question
from tests.leaks.cells import Cell, Judge


@dataclass(frozen=True, slots=True)
class Way:
    """`questions` gives the requests that try to reach what a cell hides, none where this way cannot ask for it."""

    name: str
    questions: Callable[[Cell], Iterable[Question]]
    judge: Judge
    abstract: bool = False
    """Asked of the real schema put behind interfaces and unions, of which it has none itself."""


def ways() -> tuple[Way, ...]:
    """All there are, by file name."""
    names = sorted(one.name for one in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").WAY for name in names)
