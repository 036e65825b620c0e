"""No `Type.*` allows an argument, input field or enum value that another rule meant for some only."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.visibility.findings import Finding
from gateway.visibility.policies import Policies
from gateway.visibility.rules import Effect


def swallowed_members(policies: Policies) -> Iterator[Finding]:
    """Globs that allow what a rule of the same axis rules by name; everything, `*`, is meant as it says."""
    coordinates = policies.coordinates
    for axis in (policies.audience, policies.functions):
        ruled = {
            name
            for one in axis.rules
            for name in policies.groups.get(one.rule.pattern, {one.rule.pattern})
            if name in coordinates.positions and name not in coordinates.fields
        }
        for one in axis.rules:
            rule = one.rule
            swallowed = sorted(name for name in ruled if one.bits >> coordinates.positions[name] & 1)
            if swallowed and rule.pattern.endswith(".*") and rule.effect is Effect.ALLOW:
                reason = f"{rule.pattern} allows {', '.join(swallowed)} too, which other rules mean for some only"
                yield Finding(rule.place.file, rule.place.line, reason, "name the fields one by one or by a group")
