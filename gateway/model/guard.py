"""When a part of an operation runs: `@skip` and `@include` with variables, as a disjunction of conjunctions.

GraphQL specification 3.13.1 and 3.13.2. Constant conditions never get here; normalization resolves them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Conjunction: TypeAlias = frozenset[tuple[str, bool]]
"""Pairs (variable, value it must have), all of which must hold."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Holds when one of its conjunctions holds; `ALWAYS` has the empty conjunction, `NEVER` has none."""

    any_of: frozenset[Conjunction]

    def __and__(self, other: Guard) -> Guard:
        if self is ALWAYS or other is ALWAYS:
            return other if self is ALWAYS else self
        joined = (mine | theirs for mine in self.any_of for theirs in other.any_of)
        return _simplified(frozenset(one for one in joined if not _contradicts(one)))

    def __or__(self, other: Guard) -> Guard:
        if self is ALWAYS or other is ALWAYS:
            return ALWAYS
        return _simplified(self.any_of | other.any_of)

    def within(self, implied: Guard) -> Guard:
        """What is left to ask where `implied` is known to hold."""
        if self == implied:
            return ALWAYS
        if len(implied.any_of) != 1:
            return self
        (known,) = implied.any_of
        if not all(known <= one for one in self.any_of):
            return self
        return Guard(frozenset(one - known for one in self.any_of))

    def holds(self, variables: Mapping[str, Any]) -> bool:
        """Whether the guarded part runs with these coerced variables."""
        if self is ALWAYS:
            return True
        return any(all(variables.get(name) is value for name, value in one) for one in self.any_of)

    @property
    def variables(self) -> frozenset[str]:
        return frozenset(name for one in self.any_of for name, _ in one)


ALWAYS = Guard(frozenset([frozenset()]))
NEVER = Guard(frozenset())


def when(variable: str, value: bool) -> Guard:
    """The guard of one `@include(if: $variable)` (value true) or `@skip(if: $variable)` (value false)."""
    return Guard(frozenset([frozenset([(variable, value)])]))


def _contradicts(one: Conjunction) -> bool:
    return any((name, not value) in one for name, value in one)


def _simplified(any_of: frozenset[Conjunction]) -> Guard:
    """Joins `a b` and `a not-b` to `a`, and drops what a shorter conjunction already says, until nothing changes."""
    current = set(any_of)
    changed = True
    while changed:
        changed = False
        for one in list(current):
            for name, value in one:
                opposite = (one - {(name, value)}) | {(name, not value)}
                if opposite in current:
                    current -= {one, opposite}
                    current.add(one - {(name, value)})
                    changed = True
                    break
            if changed:
                break
    shortest = frozenset(one for one in current if not any(other < one for other in current))
    if frozenset() in shortest:
        return ALWAYS
    return Guard(shortest) if shortest else NEVER
