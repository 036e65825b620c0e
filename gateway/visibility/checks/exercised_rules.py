"""Every rule is exercised by a case: without the rule some case would not hold."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.visibility.cases import Case
from gateway.visibility.checks.shadowed_rules import shadows
from gateway.visibility.compiled import CompiledAxis, CompiledRule
from gateway.visibility.findings import Finding
from gateway.visibility.policies import Policies
from gateway.visibility.rules import Effect
from gateway.visibility.subjects import subjects_of


def unexercised_rules(policies: Policies) -> Iterator[Finding]:
    """Rules that no case would miss, but not those that a broader rule shadows, which tells more."""
    shadowed = shadows(policies)
    exercised = {compiled for case in policies.cases for compiled in _missed_by(policies, case)}
    for compiled in policies.rules():
        if compiled.bits and compiled not in exercised and compiled not in shadowed:
            rule = compiled.rule
            reason = f"no case would miss {rule.axis.value}, {rule.role}, {rule.pattern}"
            way_out = "write a case for what only this rule decides, or delete the rule"
            yield Finding(rule.place.file, rule.place.line, reason, way_out)


def _missed_by(policies: Policies, case: Case) -> Iterator[CompiledRule]:
    """The rules that alone decide a coordinate the case names, for one of the case's sets of roles."""
    subjects = subjects_of(case.viewer)
    asked: list[tuple[CompiledAxis, frozenset[str]]] = [
        (policies.audience, policies.roles.roles(subjects.audience)),
        (policies.functions, policies.roles.roles(subjects.functions)),
    ]
    if subjects.machine is not None:
        asked.append((policies.audience, policies.roles.roles(subjects.machine)))
    for effect, names in ((Effect.ALLOW, case.sees), (Effect.DENY, case.does_not_see)):
        positions = [policies.coordinates.positions[name] for name in names if name in policies.coordinates.positions]
        for axis, roles in asked:
            held = [one for one in axis.rules if one.rule.effect is effect and one.rule.role in roles]
            for position in positions:
                deciding = [one for one in held if one.bits >> position & 1]
                if len(deciding) == 1:
                    yield deciding[0]
