"""What subgraphs must keep to: one rule per file, in the order of the stages they are checked in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError

Rule = Callable[[Federation], Iterator[CompositionError]]
Stage = tuple[Rule, ...]

RULES: tuple[Stage, ...] = ()
