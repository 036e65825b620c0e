"""Where selections stand: under which `@skip` and `@include`, and in which `@defer`.

Sources: GraphQL specification 3.13.1 and 3.13.2, and its draft of incremental delivery (2026-04). A deferral is one
directive at one place of the answer, inside one other deferral or none. It changes nothing of what is asked for, only
when it is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graphql import BooleanValueNode, DirectiveNode, StringValueNode, ValueNode, VariableNode

from gateway.model.guard import ALWAYS, NEVER, Guard, when
from gateway.model.operation import Deferral

MOST_DEFERRALS = 50
"""More of one operation are ignored: fragments that defer each other's spreads could double them at every level."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a selection stands: at a path of the answer, keys joined by dots, under a guard and in a deferral."""

    path: str = ""
    guard: Guard = ALWAYS
    deferral: int | None = None

    def under(self, directives: Sequence[DirectiveNode] | None) -> Standing:
        """The same under the conditions that a selection has of its own."""
        guard = self.guard
        for directive in directives or ():
            name = directive.name.value
            if name in ("skip", "include"):
                value = next(one.value for one in directive.arguments or () if one.name.value == "if")
                guard = guard & _condition(value, wanted=name == "include")
        return self if guard is self.guard else replace(self, guard=guard)


@dataclass(slots=True)
class Deferrals:
    """Collects the deferrals of one operation; the same directive met again at the same place is the same one."""

    found: list[Deferral] = field(default_factory=list)
    _known: dict[tuple[int, int | None, str], Deferral] = field(default_factory=dict)

    def entered(self, directives: Sequence[DirectiveNode] | None, standing: Standing) -> Standing:
        """Where the selections of a fragment stand that is met at `standing`."""
        for directive in directives or ():
            if directive.name.value == "defer":
                given = {one.name.value: one.value for one in directive.arguments or ()}
                condition = given.get("if")
                if isinstance(condition, BooleanValueNode) and not condition.value:
                    return standing
                found = self._deferral(directive, given, standing)
                return standing if found is None else replace(standing, deferral=found.id)
        return standing

    def _deferral(self, directive: DirectiveNode, given: dict[str, ValueNode], standing: Standing) -> Deferral | None:
        place = (id(directive), standing.deferral, standing.path)
        known = self._known.get(place)
        if known is None and len(self.found) < MOST_DEFERRALS:
            label, condition = given.get("label"), given.get("if")
            known = Deferral(
                id=len(self.found),
                depth=standing.path.count(".") + 1 if standing.path else 0,
                label=label.value if isinstance(label, StringValueNode) else None,
                condition=condition.name.value if isinstance(condition, VariableNode) else None,
                parent=standing.deferral,
            )
            self._known[place] = known
            self.found.append(known)
        return known

    def of(self, used: set[str]) -> tuple[Deferral, ...]:
        """All that were found; the variables of their conditions are added to those that are used."""
        used.update(one.condition for one in self.found if one.condition is not None)
        return tuple(self.found)


def _condition(value: ValueNode, *, wanted: bool) -> Guard:
    if isinstance(value, BooleanValueNode):
        return ALWAYS if value.value is wanted else NEVER
    if isinstance(value, VariableNode):
        return when(value.name.value, wanted)
    raise TypeError("a condition is a Boolean or a variable; was the document validated?")
