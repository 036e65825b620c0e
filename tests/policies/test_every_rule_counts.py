"""Each line of the portal's policies counts: without it, or with it turned round, a hand-written case does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from gateway.visibility.casbin_reading import enforcer_of
from gateway.visibility.cases import Case
from gateway.visibility.checks.broken_cases import broken_cases
from gateway.visibility.checks.known_names import unknown_in_cases
from gateway.visibility.compiled import compile_axis, group_members
from gateway.visibility.files import read_folder
from gateway.visibility.loading import compiled_policies
from gateway.visibility.policies import Policies
from gateway.visibility.pruning import unrestricted
from gateway.visibility.reader import read_policy_lines
from gateway.visibility.role_table import role_table
from gateway.visibility.rules import Axis, Effect, Membership, Rule
from gateway.visibility.subjects import JOIN
from tests.kit.public_schema import POLICY_FOLDER, public_schema
from tests.kit.viewers import viewer

FILES = read_folder(POLICY_FOLDER)
LINES = read_policy_lines(FILES)
EVERYTHING = unrestricted(public_schema()).coordinates
TITLES = {("dealer_plus", "dealer")}
"""Lines by which a role is called by its name and not by that of the other, which its claims bring anyway."""


def _ruled(group: str) -> set[str]:
    """The group and those inside it."""
    inside = (line.member for line in LINES.groups if line.of == group and line.member.startswith("@"))
    return {group}.union(*map(_ruled, inside))


RULED = set[str]().union(*(_ruled(rule.pattern) for rule in LINES.rules if rule.pattern.startswith("@")))
COUNTING_ROLES = [line for line in LINES.roles if (line.member, line.of) not in TITLES]
COUNTING_GROUPS = [line for line in LINES.groups if line.of in RULED]
TURNED = {Effect.ALLOW: Effect.DENY, Effect.DENY: Effect.ALLOW}


@pytest.fixture(scope="module")
def policies() -> Policies:
    return compiled_policies(FILES, public_schema())


def named(line: Rule | Membership) -> str:
    if isinstance(line, Rule):
        return f"{line.place} {line.role} {line.pattern} {line.action.value}"
    return f"{line.place} {line.member} {line.of}"


def fails(policies: Policies) -> bool:
    """Whether a case does not hold. What the rules alone withhold is visible to nobody, which is quick to see."""
    return any(_withheld(policies, case) for case in policies.cases) or bool(list(_broken(policies)))


def _withheld(policies: Policies, case: Case) -> bool:
    known = policies.coordinates.positions
    return not {name for name in case.sees if name in known} <= policies.allowed(case.viewer)


def _broken(policies: Policies) -> Iterator[object]:
    return broken_cases(policies, EVERYTHING | policies.coordinates.operations)


def with_rules(policies: Policies, rules: tuple[Rule, ...], axis: Axis) -> Policies:
    compiled = compile_axis(replace(policies.lines, rules=rules), axis, policies.coordinates, policies.groups)
    if axis is Axis.AUDIENCE:
        return replace(policies, audience=compiled)
    return replace(policies, functions=compiled)


def with_roles(policies: Policies, roles: tuple[Membership, ...]) -> Policies:
    lines = replace(policies.lines, roles=roles)
    return replace(policies, roles=role_table(lines, enforcer_of(lines)))


def with_groups(policies: Policies, groups: tuple[Membership, ...]) -> Policies:
    emptied: Mapping[str, frozenset[str]] = dict.fromkeys(policies.groups, frozenset())
    members = {**emptied, **group_members(groups)}
    axes = [compile_axis(policies.lines, axis, policies.coordinates, members) for axis in Axis]
    return replace(policies, audience=axes[0], functions=axes[1])


def without(lines: tuple[Membership, ...], line: Membership) -> tuple[Membership, ...]:
    return tuple(one for one in lines if one != line)


def test_every_case_holds_as_the_files_are(policies: Policies) -> None:
    assert not fails(policies)


@pytest.mark.parametrize("rule", LINES.rules, ids=named)
def test_without_the_rule_a_case_fails(policies: Policies, rule: Rule) -> None:
    assert fails(with_rules(policies, tuple(one for one in LINES.rules if one != rule), rule.axis))


@pytest.mark.parametrize("rule", LINES.rules, ids=named)
def test_with_the_rule_turned_round_a_case_fails(policies: Policies, rule: Rule) -> None:
    turned = replace(rule, effect=TURNED[rule.effect])
    assert fails(with_rules(policies, tuple(turned if one == rule else one for one in LINES.rules), rule.axis))


@pytest.mark.parametrize("line", COUNTING_ROLES, ids=named)
def test_without_the_role_line_a_case_fails(policies: Policies, line: Membership) -> None:
    changed = with_roles(policies, without(LINES.roles, line))
    assert fails(changed) or list(unknown_in_cases(changed, EVERYTHING | changed.coordinates.operations))


@pytest.mark.parametrize("line", COUNTING_GROUPS, ids=named)
def test_without_the_group_line_a_case_fails(policies: Policies, line: Membership) -> None:
    assert fails(with_groups(policies, without(LINES.groups, line)))


def test_the_lines_of_titles_give_nobody_a_right(policies: Policies) -> None:
    """Whoever has both roles has the claims of both, so the one is inherited for its name alone."""
    lines = [line for line in LINES.roles if (line.member, line.of) in TITLES]
    assert len(lines) == len(TITLES)
    without_them = with_roles(policies, tuple(line for line in LINES.roles if line not in lines))
    for subject in policies.roles.held:
        claims = frozenset(subject.split(JOIN))
        assert without_them.roles.roles(claims) == policies.roles.roles(claims)


def test_groups_without_a_rule_are_told_to_subgraphs(policies: Policies) -> None:
    assert {line.of for line in LINES.groups} - RULED == {"@personal_data"}
    assert "personal_data" in policies.standing(viewer("firm")).groups
