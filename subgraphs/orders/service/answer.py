"""What comes of a keyed mutation, as it is kept under its key: an order, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import to_json, to_jsonable_python

from subgraphs.orders.errors import UserError


@dataclass(frozen=True, slots=True)
class Answer:
    """`number`: of the order placed or changed; otherwise `errors` say why nothing was done."""

    number: str | None = None
    errors: tuple[UserError, ...] = ()

    @property
    def text(self) -> str:
        return to_json(self).decode()

    @classmethod
    def read(cls, text: str) -> Answer:
        return _ANSWER.validate_json(text)


def members_of(errors: tuple[UserError, ...]) -> Any:
    """As JSON members."""
    return to_jsonable_python(errors)


def errors_of(members: Any) -> tuple[UserError, ...]:
    return _ERRORS.validate_python(members)


_ANSWER = TypeAdapter(Answer)
_ERRORS = TypeAdapter(tuple[UserError, ...])
