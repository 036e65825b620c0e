"""Projects one group of fields at a time, and finds those that are told apart from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLOutputType

from gateway.execution.deferring.groups import AT_ONCE, Group, Groups
from gateway.execution.failures import Errors
from gateway.execution.losses import Place
from gateway.execution.projection import Asked, Projection, Projector
from gateway.model.operation import Selection


@dataclass(frozen=True, slots=True, eq=False)
class Portion:
    """The fields of one object that are told together ("execution group" in the specification).

    `source` is the object in the merged answer; it is filled while fetches come in.
    """

    place: Place
    group: Group
    type_name: str
    selections: tuple[Selection, ...]
    source: Mapping[str, Any]
    introspected: Mapping[str, Any] | None = None


class GroupProjection(Projection):
    """The projection of one group; `found` are the portions of other groups below it, in the order of the answer."""

    def __init__(
        self,
        projector: Projector,
        variables: Mapping[str, Any],
        errors: Errors,
        groups: Groups,
        group: Group = AT_ONCE,
    ) -> None:
        super().__init__(projector, variables, errors)
        self.found: list[Portion] = []
        self._groups = groups
        self._group = group

    def portion(self, one: Portion) -> dict[str, Any]:
        """The data of a portion of this group; raises BubbleError when a null has no place in it."""
        return {
            asked.key: self.field(asked, one.type_name, one.source, one.place, one.introspected)
            for asked in self.asked_of(one)
        }

    def asked_of(self, one: Portion) -> list[Asked]:
        """What a portion holds of its object."""
        return [
            asked
            for asked in self.projector.asked(one.selections, one.type_name)
            if asked.guard.holds(self.variables) and self._groups.of(asked.deferrable) == one.group
        ]

    def object(
        self,
        type_name: str,
        selections: tuple[Selection, ...],
        source: Mapping[str, Any],
        place: Place,
        introspected: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        groups: dict[Group, None] = {}
        for asked in self.projector.asked(selections, type_name):
            if asked.guard.holds(self.variables):
                groups[self._groups.of(asked.deferrable)] = None
        self.found += [
            Portion(place, group, type_name, selections, source, introspected)
            for group in groups
            if group != self._group
        ]
        return self.portion(Portion(place, self._group, type_name, selections, source, introspected))

    def _complete(self, type_: GraphQLOutputType, asked: Asked, parent: str, value: Any, place: Place) -> Any:
        """What was found in an object that a null has taken away is taken away with it."""
        before = len(self.found)
        result = super()._complete(type_, asked, parent, value, place)
        if result is None:
            del self.found[before:]
        return result
