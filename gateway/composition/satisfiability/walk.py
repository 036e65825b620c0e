"""Walks everything a client may query, holding at each position every state it may be in.

Source of the notion: Apollo's composition, post-merge validation. A position is visited once per set of states.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from gateway.composition.merged import Federation, MergedField, MergedType
from gateway.composition.satisfiability.states import Fetching, Held, State
from gateway.composition.subgraph import ROOTS, Kind, named

INACCESSIBLE = "inaccessible"
Step = str


@dataclass(frozen=True, slots=True)
class Unsatisfiable:
    """A field that cannot be fetched at the end of `path`, which leads there from an operation's root."""

    fetching: Fetching
    path: tuple[Step, ...]
    type: MergedType
    field: MergedField
    states: frozenset[State]


def unsatisfiable_fields(federation: Federation) -> Iterator[Unsatisfiable]:
    """The first failing position of each field, with progressive overrides switched on and off."""
    found: set[tuple[str, str]] = set()
    for labels_active in (True, False):
        for one in _Walk(Fetching(federation, labels_active=labels_active)).failures():
            if (one.type.name, one.field.name) not in found:
                found.add((one.type.name, one.field.name))
                yield one


class _Walk:
    def __init__(self, fetching: Fetching) -> None:
        self.fetching = fetching
        self.types = fetching.federation.types
        self.seen: set[tuple[str, frozenset[State]]] = set()
        self.queue: deque[tuple[tuple[Step, ...], str, frozenset[State]]] = deque()

    def failures(self) -> Iterator[Unsatisfiable]:
        for root in ROOTS:
            if root in self.types:
                self._visit((root.lower(),), root, self.fetching.start(root))
        while self.queue:
            path, runtime, states = self.queue.popleft()
            merged = self.types[runtime]
            for field in merged.fields.values():
                if field.type is None or field.has(INACCESSIBLE):
                    continue
                after = frozenset(
                    state for each in states for state in self.fetching.advanced(Held(runtime, each), field.name)
                )
                if after:
                    self._visit((*path, field.name), named(field.type), after)
                else:
                    yield Unsatisfiable(self.fetching, path, merged, field, states)

    def _visit(self, path: tuple[Step, ...], type_name: str, states: frozenset[State]) -> None:
        merged = self.types.get(type_name)
        if merged is None:
            return
        for runtime in sorted(self.fetching.possible(type_name)):
            narrowed = self.fetching.narrowed(states, runtime)
            one = self.types.get(runtime)
            if not narrowed or one is None or one.has(INACCESSIBLE) or (runtime, narrowed) in self.seen:
                continue
            self.seen.add((runtime, narrowed))
            step = () if merged.kind is Kind.OBJECT else (f"... on {runtime}",)
            self.queue.append(((*path, *step), runtime, narrowed))
