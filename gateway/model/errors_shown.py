"""What a client may read of the errors of subgraphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PUBLIC_CODES = frozenset({"BAD_USER_INPUT", "NOT_FOUND", "FORBIDDEN", "UNAUTHENTICATED", "CONFLICT"})
"""Codes that tell a client what it did; a message beside one of them is written for it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """`codes` whose messages pass, and `extensions` that pass beside any code, by their keys."""

    codes: frozenset[str] = PUBLIC_CODES
    extensions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ErrorsShown:
    """By subgraph; `other` for those without a rule. `names_subgraphs`: errors say whose they are."""

    by_subgraph: Mapping[str, Shown] = field(default_factory=dict)
    other: Shown = field(default_factory=Shown)
    names_subgraphs: bool = False

    def of(self, subgraph: str) -> Shown:
        return self.by_subgraph.get(subgraph, self.other)


BY_DEFAULT = ErrorsShown()
