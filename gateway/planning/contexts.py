"""Values of contexts: where, above an object, a value for an argument of its field can be had.

The nearest object above that carries the context gives it, or the object itself when nothing above does. Where a place
is abstract and only some of its types carry the context, places further up are sources for the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from gateway.model.operation import Fragment, Operation, Selection
from gateway.model.plan import ContextSource, ContextualArgument
from gateway.supergraph import ContextArgument


class Carrier(NamedTuple):
    """What to ask at a place for the value; `whole` if every object there carries the context."""

    selections: tuple[Selection, ...]
    whole: bool


def carrier(argument: ContextArgument, type_name: str, possible: frozenset[str]) -> Carrier | None:
    """What a place of this type, which can hold these object types, gives for the argument; None if nothing."""
    own = argument.selections.get(type_name)
    if own is not None:
        return Carrier(own, whole=True)
    carrying = sorted(possible & argument.selections.keys())
    if not carrying:
        return None
    fragments = (Fragment(name, frozenset([name]), argument.selections[name]) for name in carrying)
    return Carrier(tuple(fragments), whole=len(carrying) == len(possible))


class ContextVariables:
    """Names the variables of one plan: the same value under one name, apart from the client's variables."""

    def __init__(self, operation: Operation) -> None:
        self._taken = {one.name for one in operation.variables}
        self._known: dict[tuple[str, tuple[ContextSource, ...]], ContextualArgument] = {}
        self._names = self._free_names()

    def argument(self, type_text: str, sources: Iterable[ContextSource]) -> ContextualArgument:
        key = (type_text, tuple(sources))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = ContextualArgument(next(self._names), *key)
        return known

    def _free_names(self) -> Iterator[str]:
        names = (f"contextualArgument_{number}" for number in count())
        return (name for name in names if not any(taken.startswith(name) for taken in self._taken))
