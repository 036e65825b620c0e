"""What would have to change in the policy files, or about the viewer, for one axis to allow a coordinate."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.visibility.explaining.axes import FUNCTION, MACHINE, Axis
from gateway.visibility.policies import Policies
from gateway.visibility.rules import Effect
from gateway.visibility.subjects import JOIN

NAMED = 3
"""Of other roles that would bring it, so many are named."""


def missing_on(policies: Policies, axis: Axis, coordinate: str) -> Iterator[str]:
    """One of these is enough for this axis, except that a rule which denies has to go."""
    position = policies.coordinates.positions[coordinate]
    denying = [rule for rule in axis.deciding(position) if rule.effect is Effect.DENY]
    if denying:
        yield from (f"{rule.place} denies it to everyone: take the rule away" for rule in denying)
        return
    action = policies.coordinates.actions[coordinate].value
    key = "p2" if axis.name == FUNCTION else "p"
    roles = axis.leading or (f"a role for {', '.join(sorted(axis.claims - {'everyone'}))}",)
    yield f"a rule {key}, {roles[0]}, {ruled(policies, axis, coordinate)}, {action}, allow"
    others = [told for role in axis.roles_that_would(position) if (told := _brought(policies, axis, role))]
    yield from others[:NAMED]
    if others[NAMED:]:
        yield f"or one of {len(others) - NAMED} further roles"


def ruled(policies: Policies, axis: Axis, coordinate: str) -> str:
    """What to name in a rule: the field of an argument that no rule of the axis names.

    Such an argument follows its field; a rule that named it would take it from all who see it by the field.
    """
    owner, is_argument, _ = coordinate.partition("(")
    if not is_argument:
        return coordinate
    named = (policies.groups.get(one.rule.pattern, {one.rule.pattern}) for one in axis.compiled.rules)
    return coordinate if any(coordinate in names for names in named) else owner


def _brought(policies: Policies, axis: Axis, role: str) -> str | None:
    """The claims that bring a role, those next to the viewer's first; None where no claim of this axis does."""
    subjects = [
        subject
        for subject, roles in policies.roles.held.items()
        if role in roles and _stands_on(axis.name, subject.split(JOIN))
    ]
    nearest = sorted(subjects, key=lambda subject: (not axis.claims & set(subject.split(JOIN)), subject.count(JOIN)))
    if not nearest:
        return None
    others = f" or {len(nearest) - 1} others" if nearest[1:] else ""
    return f"or the role {role}, which {nearest[0]}{others} brings"


def _stands_on(axis: str, parts: list[str]) -> bool:
    if any(part.startswith("function:") for part in parts):
        return axis == FUNCTION
    if any(part.startswith("machine:") for part in parts):
        return axis == MACHINE
    return axis not in (FUNCTION, MACHINE)
