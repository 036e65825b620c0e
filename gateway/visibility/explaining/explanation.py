"""The decision on one coordinate for one viewer, with everything that made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from gateway.model.viewer import Viewer
from gateway.visibility.closure import close
from gateway.visibility.explaining.axes import Axis, axes_of
from gateway.visibility.explaining.closed import Condition, closed_by
from gateway.visibility.explaining.missing import missing_on, ruled
from gateway.visibility.known_audiences import audience_of
from gateway.visibility.matrix import SeenSets
from gateway.visibility.policies import Policies
from gateway.visibility.role_paths import Path
from gateway.visibility.rules import Effect, Rule


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role of the viewer on one axis, and the `g` lines that bring it."""

    role: str
    axis: str
    through: Path


@dataclass(frozen=True, slots=True)
class Deciding:
    """A rule that holds for the coordinate and the viewer, and the `g` lines that bring him its role."""

    rule: Rule
    axis: str
    through: Path


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one axis says: the rules that allow or deny it; allowed without a rule is what follows its type."""

    axis: str
    allows: bool
    rules: tuple[Deciding, ...]

    @property
    def denies(self) -> bool:
        return any(one.rule.effect is Effect.DENY for one in self.rules)


@dataclass(frozen=True, slots=True)
class Explanation:
    """`who` are the roles that say who the viewer is, `verdicts` what each axis says; none for types, which follow.

    `closed_by` tells what hides it although every axis allows it, `missing` what would have to change, `nearest` real
    coordinates where the schema does not know this one.
    """

    coordinate: str
    who: str
    visible: bool
    roles: tuple[HeldRole, ...]
    verdicts: tuple[Verdict, ...]
    closed_by: str | None = None
    missing: tuple[str, ...] = ()
    nearest: tuple[str, ...] | None = None

    @property
    def rules(self) -> tuple[Deciding, ...]:
        return tuple(rule for verdict in self.verdicts for rule in verdict.rules)


def explain(policies: Policies, viewer: Viewer, coordinate: str) -> Explanation:
    """Why this viewer sees the coordinate (or a type, or an operation of the administration), or does not."""
    axes = axes_of(policies, viewer)
    audience = audience_of(policies, viewer)
    who = " ".join(filter(None, (audience.company, audience.part)))
    roles = tuple(HeldRole(role, axis.name, path) for axis in axes for role, path in axis.roles.items())
    everything = _everything(policies)
    if coordinate not in everything:
        nearest = tuple(get_close_matches(coordinate, everything, n=3, cutoff=0.5))
        return Explanation(coordinate, who, False, roles, (), nearest=nearest)
    verdicts = tuple(_verdicts(policies, axes, coordinate))
    if coordinate in SeenSets(policies).of(viewer):
        return Explanation(coordinate, who, True, roles, verdicts)
    refusing = {verdict.axis for verdict in verdicts if not verdict.allows}
    ruling = frozenset(ruled(policies, axis, coordinate) for axis in axes if axis.name in refusing)
    closing = _closing(policies, viewer, coordinate, ruling)
    missing = [told for axis in axes if axis.name in refusing for told in missing_on(policies, axis, coordinate)]
    return Explanation(
        coordinate,
        who,
        False,
        roles,
        verdicts,
        closed_by=None if refusing or not closing else closing[0].reason,
        missing=(*missing, *(told for one in closing for told in _lacking(one))),
    )


def _verdicts(policies: Policies, axes: tuple[Axis, ...], coordinate: str) -> Iterator[Verdict]:
    """None for what rules cannot name: types, and fields of interfaces."""
    position = policies.coordinates.positions.get(coordinate)
    if position is None:
        return
    for axis in axes:
        rules = tuple(Deciding(rule, axis.name, axis.roles[rule.role]) for rule in axis.deciding(position))
        yield Verdict(axis.name, axis.allows(position), rules)


def _closing(policies: Policies, viewer: Viewer, coordinate: str, ruling: frozenset[str]) -> tuple[Condition, ...]:
    """What the schema would not bear even if every rule allowed it; `ruling` is what rules are missing for."""
    operations = policies.coordinates.operations
    if coordinate in operations:
        return ()
    allowed = policies.allowed(viewer) - operations | ruling
    return closed_by(policies.schemas.public, allowed, coordinate, _following(policies))


def _following(policies: Policies) -> Mapping[str, tuple[str, ...]]:
    """The arguments of each field that no rule names: whoever is allowed the field is allowed them."""
    named = {name for one in policies.rules() for name in policies.groups.get(one.rule.pattern, {one.rule.pattern})}
    return {
        field: tuple(argument for argument in arguments if argument not in named)
        for field, arguments in policies.coordinates.fields.items()
    }


def _lacking(condition: Condition) -> Iterator[str]:
    for one in condition.lacks:
        if condition.is_example:
            yield f"a field of {one.partition('.')[0]} would have to be visible too, for example {one}"
        else:
            yield f"{one} would have to be visible too"


def _everything(policies: Policies) -> frozenset[str]:
    """All that has a name, types and fields of interfaces included."""
    names = frozenset(policies.coordinates.names)
    operations = policies.coordinates.operations
    return close(policies.schemas.public, names - operations) | operations
