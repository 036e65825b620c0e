"""Which fields come together, for the variables of one request."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from gateway.model.operation import Deferral, Occurrence

Group: TypeAlias = frozenset[int]
"""The deferrals that a field stands in: it is told with the first of them that is. Empty: it is told at once."""

AT_ONCE: Group = frozenset()


class Groups:
    """The deferrals in force: those that hold and are not `ignored`.

    What stands in one that is not in force belongs to the one around it.
    """

    def __init__(
        self, deferrals: Sequence[Deferral], variables: Mapping[str, Any], ignored: Collection[int] = ()
    ) -> None:
        self.deferrals = deferrals
        self._variables = variables
        self._in_force: list[int | None] = []
        self._around: list[int | None] = []
        for one in deferrals:
            around = self.in_force(one.parent)
            holds = one.id not in ignored and (one.condition is None or variables.get(one.condition, True) is True)
            self._around.append(around)
            self._in_force.append(one.id if holds else around)
        self._known: dict[tuple[Occurrence, ...], Group] = {}

    def in_force(self, deferral: int | None) -> int | None:
        """The deferral in which something stands that was written in this one; None when it is told at once."""
        return None if deferral is None else self._in_force[deferral]

    def around(self, deferral: int) -> int | None:
        """The deferral in force that one stands in."""
        return self._around[deferral]

    def holding(self) -> list[Deferral]:
        """Those in force, outer ones first."""
        return [one for one in self.deferrals if self._in_force[one.id] == one.id]

    def asked_in(self, occurrences: Iterable[Occurrence]) -> set[int | None]:
        """Where a field is asked for with these variables."""
        return {self.in_force(one) for guard, one in occurrences if guard.holds(self._variables)}

    def of(self, occurrences: tuple[Occurrence, ...]) -> Group:
        """The group of a field: a deferral inside another that has it too does not count."""
        if not occurrences:
            return AT_ONCE
        known = self._known.get(occurrences)
        if known is None:
            asked = self.asked_in(occurrences)
            known = AT_ONCE if None in asked else frozenset(one for one in asked if one is not None)
            known = self._known[occurrences] = frozenset(one for one in known if not self._is_inside(one, known))
        return known

    def _is_inside(self, deferral: int, others: Group) -> bool:
        around = self._around[deferral]
        while around is not None:
            if around in others:
                return True
            around = self._around[around]
        return False
