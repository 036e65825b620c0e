"""No rule repeats what a broader one already gives: the two would seem to be two decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gateway.visibility.compiled import CompiledRule
from gateway.visibility.findings import Finding
from gateway.visibility.policies import Policies
from gateway.visibility.rules import EVERYONE, Membership, Rule


def shadowed_rules(policies: Policies) -> Iterator[Finding]:
    """The findings, each with the place of the broader rule."""
    for one, broader in shadows(policies).items():
        yield _finding(one.rule, broader.rule)


def shadows(policies: Policies) -> Mapping[CompiledRule, CompiledRule]:
    """Rules all of whose coordinates another rule of the same axis and effect decides, of the role or of one it has.

    Of two rules that decide the same for one role, the later one is shadowed.
    """
    found: dict[CompiledRule, CompiledRule] = {}
    having = _inherited(policies.lines.roles)
    for axis in (policies.audience, policies.functions):
        for one in axis.rules:
            roles = {one.rule.role, EVERYONE} | having.get(one.rule.role, set())
            broader = next((other for other in axis.rules if _shadows(other, one, roles)), None)
            if broader is not None:
                found[one] = broader
    return found


def _shadows(other: CompiledRule, one: CompiledRule, roles: set[str]) -> bool:
    if other is one or not one.bits or other.rule.effect is not one.rule.effect or other.rule.role not in roles:
        return False
    if other.bits == one.bits and other.rule.role == one.rule.role:
        return other.rule.place < one.rule.place
    return one.bits & ~other.bits == 0


def _finding(rule: Rule, by: Rule) -> Finding:
    whose = "" if by.role == rule.role else f" for {by.role}, whose rights {rule.role} has"
    reason = f"{rule.pattern} is decided for {rule.role} already by {by.pattern} ({by.place}){whose}"
    return Finding(rule.place.file, rule.place.line, reason, "delete this rule, or make the broader one narrower")


def _inherited(lines: tuple[Membership, ...]) -> Mapping[str, set[str]]:
    """All roles whose rights each role has; the lines form no circle."""
    direct: dict[str, set[str]] = {}
    for one in lines:
        direct.setdefault(one.member, set()).add(one.of)

    def expand(role: str) -> set[str]:
        return direct.get(role, set()).union(*(expand(of) for of in direct.get(role, set())))

    return {role: expand(role) for role in direct}
