"""Judges the names of a policy folder together: roles and groups that nobody defines, and circles among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from gateway.visibility.findings import Finding
from gateway.visibility.nearest import or_nearest
from gateway.visibility.rules import EVERYONE, Membership, Rule

LONGEST_CHAIN = 8
"""Casbin's role manager follows nine lines, of which one gives somebody his claim: beyond them `enforce` would deny
what the sets allow."""


def name_findings(
    rules: Iterable[Rule], roles: Sequence[Membership], groups: Sequence[Membership]
) -> Iterator[Finding]:
    """Everything a line can get wrong only in the company of the others."""
    known_roles = {EVERYONE} | {one.of for one in roles}
    known_groups = {one.of for one in groups}
    for membership in roles:
        if ":" not in membership.member and membership.member not in known_roles:
            yield _unknown_role(membership.member, membership, known_roles)
    for membership in groups:
        if membership.member.startswith("@") and membership.member not in known_groups:
            yield _unknown_group(membership.member, membership, known_groups)
    for rule in rules:
        if rule.role not in known_roles:
            yield _unknown_role(rule.role, rule, known_roles)
        if rule.pattern.startswith("@") and rule.pattern not in known_groups:
            yield _unknown_group(rule.pattern, rule, known_groups)
    yield from _chains(roles)
    yield from _chains(groups)


def _unknown_role(name: str, where: Rule | Membership, known: Iterable[str]) -> Finding:
    way_out = or_nearest("define it by a g line in roles.csv", name, known)
    return Finding(where.place.file, where.place.line, f"nobody holds the role {name!r}", way_out)


def _unknown_group(name: str, where: Rule | Membership, known: Iterable[str]) -> Finding:
    way_out = or_nearest("fill it by g2 lines in fields.csv", name, known)
    return Finding(where.place.file, where.place.line, f"the field group {name!r} is empty", way_out)


def _chains(memberships: Sequence[Membership]) -> Iterator[Finding]:
    """Circles, and chains of more lines than Casbin follows."""
    graph: dict[str, set[str]] = {}
    for one in memberships:
        graph.setdefault(one.member, set()).add(one.of)
    lines_above: dict[str, int] = {}
    try:
        for name in TopologicalSorter(graph).static_order():
            lines_above[name] = max((lines_above[of] + 1 for of in graph.get(name, ())), default=0)
    except CycleError as error:
        circle: list[str] = error.args[1]
        place = next(one.place for one in memberships if one.member in circle and one.of in circle)
        yield Finding(place.file, place.line, f"{' -> '.join(circle)} is a circle", "take one of its lines away")
        return
    for one in memberships:
        if lines_above[one.member] == LONGEST_CHAIN + 1 == lines_above[one.of] + 1:
            reason = f"{one.member} begins a chain of {LONGEST_CHAIN + 1} lines, and Casbin follows {LONGEST_CHAIN}"
            yield Finding(one.place.file, one.place.line, reason, "lead it to the end by a shorter way")
