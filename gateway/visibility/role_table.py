"""Which roles each subject of the policy files holds, inherited ones included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import casbin

from gateway.visibility.rules import EVERYONE, PolicyLines
from gateway.visibility.subjects import is_held


@dataclass(frozen=True, slots=True)
class RoleTable:
    """`held` maps every claim subject of `roles.csv` to its roles."""

    held: Mapping[str, frozenset[str]]

    def roles(self, claims: frozenset[str]) -> frozenset[str]:
        """The roles of somebody with these claims; claims that no line names give none."""
        found = {EVERYONE} & claims
        for subject, roles in self.held.items():
            if is_held(subject, claims):
                found |= roles
        return frozenset(found)


def role_table(lines: PolicyLines, enforcer: casbin.Enforcer) -> RoleTable:
    """Asks Casbin's role manager once for each claim subject."""
    subjects = sorted({one.member for one in lines.roles if ":" in one.member})
    return RoleTable({subject: frozenset(enforcer.get_implicit_roles_for_user(subject)) for subject in subjects})
