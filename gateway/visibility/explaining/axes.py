"""The axes on which a coordinate must be allowed for one viewer, and what each of them says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gateway.model.viewer import Viewer
from gateway.visibility.compiled import CompiledAxis
from gateway.visibility.policies import Policies
from gateway.visibility.role_paths import Path, held_through, leading_roles
from gateway.visibility.rules import Effect, Rule
from gateway.visibility.subjects import subjects_of

AUDIENCE, MACHINE, FUNCTION = "audience", "machine", "function"


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis for one viewer: `roles` maps his roles to the lines that bring them, `leading` say who he is there."""

    name: str
    compiled: CompiledAxis = field(repr=False)
    claims: frozenset[str]
    roles: Mapping[str, Path]
    leading: tuple[str, ...]

    def allows(self, position: int) -> bool:
        """Whether the rules of this axis allow what has this bit position."""
        return bool(self.compiled.allowed(self.roles) >> position & 1)

    def follows(self, position: int) -> bool:
        """Whether no rule of the axis names it, so that it is as visible as its type."""
        return bool(self.compiled.free >> position & 1)

    def deciding(self, position: int) -> Iterator[Rule]:
        """The rules that hold for this viewer: where one denies only those that do."""
        found = [one.rule for one in self.compiled.rules if one.bits >> position & 1 and one.rule.role in self.roles]
        denying = [rule for rule in found if rule.effect is Effect.DENY]
        yield from denying or found

    def roles_that_would(self, position: int) -> Iterator[str]:
        """The roles he does not hold that a rule of this axis allows it, but not those that are allowed everything."""
        yield from dict.fromkeys(
            one.rule.role
            for one in self.compiled.rules
            if one.bits >> position & 1
            and one.rule.effect is Effect.ALLOW
            and one.rule.role not in self.roles
            and one.rule.pattern != "*"
        )


def axes_of(policies: Policies, viewer: Viewer) -> tuple[Axis, ...]:
    """The audience, the machine where it is one, and the function."""
    subjects = subjects_of(viewer)
    asked = [(AUDIENCE, policies.audience, subjects.audience), (FUNCTION, policies.functions, subjects.functions)]
    if subjects.machine is not None:
        asked.insert(1, (MACHINE, policies.audience, subjects.machine))
    return tuple(
        Axis(
            name,
            compiled,
            claims,
            held_through(policies.lines, claims),
            tuple(leading_roles(policies.lines, claims)),
        )
        for name, compiled, claims in asked
    )
