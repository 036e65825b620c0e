"""Judges the names of a policy folder together: roles and groups that nobody defines, and circles among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from gateway.visibility.findings import Finding
from gateway.visibility.nearest import or_nearest
from gateway.visibility.rules import EVERYONE, Membership, Rule


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
    yield from _circles(roles)
    yield from _circles(groups)


def _unknown_role(name: str, where: Rule | Membership, known: Iterable[str]) -> Finding:
    way_out = or_nearest("define it by a g line in roles.csv", name, known)
    return Finding(where.place.file, where.place.line, f"nobody holds the role {name!r}", way_out)


def _unknown_group(name: str, where: Rule | Membership, known: Iterable[str]) -> Finding:
    way_out = or_nearest("fill it by g2 lines in fields.csv", name, known)
    return Finding(where.place.file, where.place.line, f"the field group {name!r} is empty", way_out)


def _circles(memberships: Sequence[Membership]) -> Iterator[Finding]:
    graph: dict[str, set[str]] = {}
    for one in memberships:
        graph.setdefault(one.member, set()).add(one.of)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        place = next(one.place for one in memberships if one.member in circle and one.of in circle)
        yield Finding(place.file, place.line, f"{' -> '.join(circle)} is a circle", "take one of its lines away")
