"""What has been told of an answer in parts, and what can be told next.

Follows the draft of 2026-04: a delivery group is one `@defer` at one object; it is announced once what stands around it
has been told, and completed with all its portions together. A portion that stands in several groups is told with the
first of them that is complete, and named by the one with the longest path.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gateway.execution.deferring.explaining import Explaining
from gateway.execution.deferring.groups import Groups
from gateway.execution.deferring.placed_errors import PlacedErrors
from gateway.execution.deferring.projecting import GroupProjection, Portion
from gateway.execution.deferring.waits import Waits
from gateway.execution.losses import Place
from gateway.execution.projection import BubbleError, Projector
from gateway.model.incremental import Completed, Increment, Payload, Pending
from gateway.model.operation import Deferral
from gateway.model.request import Answer


@dataclass(slots=True, eq=False)
class _DeliveryGroup:
    """One deferral at one object. `pending` is set when it is announced; `portions` are those not told yet."""

    deferral: Deferral
    place: Place
    around: _DeliveryGroup | None
    portions: list[Portion] = field(default_factory=list)
    had_portions: bool = False
    pending: Pending | None = None
    is_complete: bool = False
    is_lost: bool = False

    @property
    def may_be_announced(self) -> bool:
        around = self.around
        while around is not None and not around.had_portions:
            around = around.around
        return around is None or around.is_complete


class Delivery:
    """The state of one answer; `run` is made by others, who say which fetches are done."""

    def __init__(
        self,
        projector: Projector,
        variables: Mapping[str, Any],
        errors: PlacedErrors,
        groups: Groups,
        waits: Waits,
    ) -> None:
        self._projector = projector
        self._variables = variables
        self._errors = errors
        self._groups = groups
        self._waits = waits
        self._explaining = Explaining(projector.operation, errors, groups, waits)
        self._delivery_groups: dict[tuple[int, Place], _DeliveryGroup] = {}
        self._announced = 0

    def first(self, data: Mapping[str, Any], introspected: Mapping[str, Any]) -> Payload:
        """What is told at once of the merged answer, when all fetches that it waits for are done."""
        self._errors.source = None
        projection = self._projection(frozenset())
        operation = self._projector.operation
        try:
            told = projection.object(operation.root_type, operation.selections, data, (), introspected)
            self._enter(projection.found)
        except BubbleError:
            told = None
        pending = self._announce()
        return Payload(bool(pending), Answer(told, self._explaining.at_once()), pending)

    def next(self, done: frozenset[int]) -> Payload | None:
        """All that can be told now that these fetches are done; None when it is nothing."""
        pending: list[Pending] = []
        increments: list[Increment] = []
        completed: list[Completed] = []
        while ready := self._ready(done):
            for one in ready:
                if not one.is_lost:
                    self._complete(one, increments, completed)
            pending += self._announce()
        if not completed:
            return None
        return Payload(self.is_open, None, tuple(pending), tuple(increments), tuple(completed))

    @property
    def is_open(self) -> bool:
        """Whether anything that was announced is still to come."""
        return any(_is_waiting(one) for one in self._delivery_groups.values())

    def _ready(self, done: frozenset[int]) -> list[_DeliveryGroup]:
        return [
            one
            for one in self._delivery_groups.values()
            if _is_waiting(one) and self._waits.of[one.deferral.id] <= done
        ]

    def _projection(self, group: frozenset[int]) -> GroupProjection:
        return GroupProjection(self._projector, self._variables, self._errors, self._groups, group)

    def _complete(self, group: _DeliveryGroup, increments: list[Increment], completed: list[Completed]) -> None:
        """Tells all portions of a group, or that they are lost: a null in one of them takes away all."""
        told: list[tuple[Portion, dict[str, Any]]] = []
        later: list[Portion] = []
        left = list(group.portions)
        while left:
            portion = left.pop(0)
            projection = self._projection(portion.group)
            self._errors.source = None
            try:
                told.append((portion, projection.portion(portion)))
            except BubbleError:
                self._lose(portion, completed)
                return
            for found in projection.found:
                (left if group.deferral.id in found.group else later).append(found)
        for portion, data in told:
            errors = self._explaining.of(portion, data)
            increments.append(Increment(self._named_by(portion, group), portion.place, data, errors))
        for portion, _ in told:
            for one in self._groups_of(portion):
                if portion in one.portions:
                    one.portions.remove(portion)
        self._enter(later)
        group.is_complete = True
        completed.append(Completed(_pending_of(group)))

    def _lose(self, portion: Portion, completed: list[Completed]) -> None:
        """Groups that share a lost portion are lost together."""
        errors = self._explaining.lost(portion)
        for one in self._groups_of(portion):
            if _is_waiting(one):
                completed.append(Completed(_pending_of(one), errors))
            one.is_lost = not one.is_complete

    def _named_by(self, portion: Portion, group: _DeliveryGroup) -> Pending:
        """The announced group with the longest path; of equals the one that is being completed."""
        announced = [one for one in self._groups_of(portion) if _is_waiting(one) and one is not group]
        return _pending_of(max([group, *announced], key=lambda one: len(one.place)))

    def _enter(self, found: list[Portion]) -> None:
        for portion in found:
            for one in self._groups_of(portion):
                if not one.is_lost and not one.is_complete:
                    one.portions.append(portion)
                    one.had_portions = True

    def _announce(self) -> tuple[Pending, ...]:
        """The groups whose turn it is; what stands in a lost one is lost with it, as it is never its turn."""
        pending = []
        for one in self._delivery_groups.values():
            if one.pending is None and one.portions and not one.is_lost and one.may_be_announced:
                one.pending = Pending(str(self._announced), one.place, one.deferral.label)
                self._announced += 1
                pending.append(one.pending)
        return tuple(pending)

    def _groups_of(self, portion: Portion) -> list[_DeliveryGroup]:
        return [self._delivery_group(self._groups.deferrals[one], portion.place) for one in sorted(portion.group)]

    def _delivery_group(self, deferral: Deferral, place: Place) -> _DeliveryGroup:
        """The group of a deferral at the object that `place` stands in."""
        at = _object_at(place, deferral.depth)
        known = self._delivery_groups.get((deferral.id, at))
        if known is None:
            around = self._groups.around(deferral.id)
            outer = None if around is None else self._delivery_group(self._groups.deferrals[around], at)
            known = self._delivery_groups[deferral.id, at] = _DeliveryGroup(deferral, at, outer)
        return known


def _is_waiting(group: _DeliveryGroup) -> bool:
    return group.pending is not None and not group.is_complete and not group.is_lost


def _pending_of(group: _DeliveryGroup) -> Pending:
    if group.pending is None:
        raise RuntimeError("a group is told before it is announced")
    return group.pending


def _object_at(place: Place, depth: int) -> Place:
    """So much of a place that it has `depth` keys, with the indices behind the last of them."""
    keys = 0
    for at, step in enumerate(place):
        if isinstance(step, str):
            if keys == depth:
                return place[:at]
            keys += 1
    return place
