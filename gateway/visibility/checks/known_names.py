"""Rules, groups and cases name nothing that the schema or the role file does not know."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.visibility.findings import Finding
from gateway.visibility.policies import Policies
from gateway.visibility.subjects import JOIN


def unknown_in_rules(policies: Policies) -> Iterator[Finding]:
    """Rules that decide nothing, and members of groups and exceptions that the schema does not know."""
    known = policies.coordinates.positions.keys()
    for compiled in policies.rules():
        rule = compiled.rule
        if not compiled.bits:
            reason = f"{rule.pattern} names nothing of the schema that one could {rule.action.value}"
            way_out = "correct the name or the action (call and subscribe are for root fields), or delete the rule"
            yield Finding(rule.place.file, rule.place.line, reason, way_out)
    for one in policies.lines.groups:
        if not one.member.startswith("@") and one.member not in known:
            reason = f"the schema has no {one.member}"
            yield Finding(one.place.file, one.place.line, reason, "correct the name or delete the line")
    for name in sorted(policies.guarded.exceptions - known):
        yield Finding("guarded.yaml", 0, f"the schema has no {name}", "correct the name or delete the exception")


def unknown_in_cases(policies: Policies, everything: frozenset[str]) -> Iterator[Finding]:
    """Coordinates and claims of cases that do not exist: such a case would hold for the wrong reason."""
    claims = {part for subject in policies.roles.held for part in subject.split(JOIN)}
    for case in policies.cases:
        viewer = case.viewer
        held = viewer.claims | viewer.machine | {f"function:{name}" for name in viewer.functions}
        held |= {f"grant:{name}" for name in viewer.grants}
        for name in sorted({*case.sees, *case.does_not_see} - everything):
            reason = f"the case {case.name!r} names {name}, which the schema does not have"
            yield Finding(case.place.file, case.place.line, reason, "correct the name")
        for claim in sorted(held - claims):
            reason = f"the case {case.name!r} holds {claim}, which no line of roles.csv knows"
            yield Finding(case.place.file, case.place.line, reason, "correct the claim")
