"""An answer that is told in parts (GraphQL incremental delivery, draft of 2026-04)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from gateway.model.request import Answer

PartPath: TypeAlias = tuple[str | int, ...]
"""Where something stands in the whole answer, list indices included."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Announces what is still to come for one `@defer` at one object."""

    id: str
    path: PartPath
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Increment:
    """Fields of the object at `path`; they count for `pending`, whose path is the same or leads to it."""

    pending: Pending
    path: PartPath
    data: dict[str, Any]
    errors: tuple[dict[str, Any], ...] = ()

    @property
    def sub_path(self) -> PartPath:
        return self.path[len(self.pending.path) :]


@dataclass(frozen=True, slots=True)
class Completed:
    """Nothing more comes for `pending`. With errors its fields are lost: a null of theirs could not be held."""

    pending: Pending
    errors: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Payload:
    """One step of an answer in parts: `answer` is there in the first alone, and `has_next` false in the last alone."""

    has_next: bool
    answer: Answer | None = None
    pending: tuple[Pending, ...] = ()
    increments: tuple[Increment, ...] = ()
    completed: tuple[Completed, ...] = ()
