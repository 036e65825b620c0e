"""Every rule is exercised by a case: somebody said by hand what the rule is for."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.visibility.compiled import CompiledRule
from gateway.visibility.findings import Finding
from gateway.visibility.policies import Policies
from gateway.visibility.rules import Axis, Effect


def unexercised_rules(policies: Policies) -> Iterator[Finding]:
    """Rules that no case would miss: none names, for a viewer with the rule's role, a coordinate the rule decides."""
    exercised: set[CompiledRule] = set()
    positions = policies.coordinates.positions
    for case in policies.cases:
        roles = {
            Axis.AUDIENCE: policies.audience_roles(case.viewer),
            Axis.FUNCTION: policies.function_roles(case.viewer),
        }
        named = {
            Effect.ALLOW: policies.coordinates.bits(name for name in case.sees if name in positions),
            Effect.DENY: policies.coordinates.bits(name for name in case.does_not_see if name in positions),
        }
        exercised.update(
            compiled
            for compiled in policies.rules()
            if compiled.rule.role in roles[compiled.rule.axis] and compiled.bits & named[compiled.rule.effect]
        )
    for compiled in policies.rules():
        if compiled.bits and compiled not in exercised:
            rule = compiled.rule
            reason = f"no case is about {rule.axis.value}, {rule.role}, {rule.pattern}"
            yield Finding(rule.place.file, rule.place.line, reason, "write a case that names one of its coordinates")
