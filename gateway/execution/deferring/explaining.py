"""Which errors are told with which part of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.execution.deferring.groups import AT_ONCE, Groups
from gateway.execution.deferring.placed_errors import PlacedError, PlacedErrors
from gateway.execution.deferring.projecting import Portion
from gateway.execution.deferring.waits import Waits
from gateway.execution.losses import Place
from gateway.model.operation import Field, Fragment, Operation, Selection


class Explaining:
    """Chooses among the errors of one answer; each is told once, but where a loss would be without a reason."""

    def __init__(self, operation: Operation, errors: PlacedErrors, groups: Groups, waits: Waits) -> None:
        self._operation = operation
        self._errors = errors
        self._groups = groups
        self._waits = waits

    def at_once(self) -> tuple[dict[str, Any], ...]:
        """The errors of what is told first."""

        def belongs(one: PlacedError) -> bool:
            return one.source is None or (one.source in self._waits.at_once and self._is_at_once(one.place))

        return self._errors.take(belongs)

    def of(self, portion: Portion, data: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
        """The errors of a portion with these fields."""
        depth = sum(isinstance(one, str) for one in portion.place)

        def belongs(one: PlacedError) -> bool:
            keys = [step for step in one.place if isinstance(step, str)]
            return self._may_explain(one, portion) and (len(keys) <= depth or keys[depth] in data)

        return self._errors.take(belongs)

    def lost(self, portion: Portion) -> tuple[dict[str, Any], ...]:
        """Why a portion is lost: never nothing, though it has been told before."""
        return (
            self._errors.take(lambda one: self._may_explain(one, portion))
            or self._errors.again(lambda one: one.concerns(portion.place))
            or self._errors.unknown()
        )

    def _may_explain(self, error: PlacedError, portion: Portion) -> bool:
        return error.concerns(portion.place) and (error.source is None or self._is_fetched(portion, error.source))

    def _is_fetched(self, portion: Portion, fetch: int) -> bool:
        return any(fetch in self._waits.of[one] for one in portion.group)

    def _is_at_once(self, place: Place) -> bool:
        """Whether a place of the client's answer is told first."""
        selections: tuple[Selection, ...] = self._operation.selections
        for step in place:
            if isinstance(step, int):
                continue
            asked = [one for one in _fields(selections) if one.key == step]
            if not any(self._groups.of(one.deferrable) == AT_ONCE for one in asked):
                return False
            selections = tuple(below for one in asked for below in one.selections)
        return True


def _fields(selections: Sequence[Selection]) -> list[Field]:
    return [field for one in selections for field in (_fields(one.selections) if isinstance(one, Fragment) else [one])]
