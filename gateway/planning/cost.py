"""What a way of answering costs: fewest fetches first, then fewest stages, then fewest fields."""

from __future__ import annotations

from typing import NamedTuple

FETCH, STAGE, MISSING = 1000, 100, 1_000_000
"""A fetch is a round trip, a stage a wait; a field that cannot be had outweighs everything."""


class Cost(NamedTuple):
    """`hops` are the fetches that start at this place, `below` the number of those further down."""

    hops: frozenset[str] = frozenset()
    below: int = 0
    stages: int = 0
    fields: int = 0
    missing: int = 0

    @property
    def total(self) -> int:
        return (len(self.hops) + self.below) * FETCH + self.stages * STAGE + self.fields + self.missing * MISSING

    def __add__(self, other: Cost) -> Cost:  # type: ignore[override]
        return Cost(
            self.hops | other.hops,
            self.below + other.below,
            max(self.stages, other.stages),
            self.fields + other.fields,
            self.missing + other.missing,
        )

    def lowered(self) -> Cost:
        """The same seen from one level up, where these hops cannot be shared any more."""
        return Cost(frozenset(), len(self.hops) + self.below, self.stages, self.fields, self.missing)
