"""Which subjects of the policy files a viewer is, on each axis.

The audience axis has the company's claims, the machine axis those of a till or connector, the function axis what the
person does in the company. What a company granted counts for its machines on their axis, otherwise for the company.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gateway.model.viewer import Viewer
from gateway.visibility.rules import EVERYONE

JOIN = "+"
"""Joins claims into one subject that a viewer is only when he holds them all: `kind:dealer+certificate:service`."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """The claims of one viewer as subjects; `machine` is None for people."""

    audience: frozenset[str]
    machine: frozenset[str] | None
    functions: frozenset[str]


def subjects_of(viewer: Viewer) -> Subjects:
    """Sorts the claims of a viewer onto the axes; every axis holds `everyone`."""
    grants = frozenset(f"grant:{name}" for name in viewer.grants)
    everyone = frozenset({EVERYONE})
    functions = everyone | {f"function:{name}" for name in viewer.functions}
    if viewer.machine:
        return Subjects(everyone | viewer.claims, everyone | viewer.machine | grants, functions)
    return Subjects(everyone | viewer.claims | grants, None, functions)


def is_held(subject: str, claims: frozenset[str]) -> bool:
    """Whether somebody with these claims is the subject of a `g` line."""
    return _parts(subject) <= claims


@lru_cache(4_096)
def _parts(subject: str) -> frozenset[str]:
    """Asked for every subject of the role file and every new viewer."""
    return frozenset(subject.split(JOIN))
