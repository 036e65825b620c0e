"""By which `g` lines somebody holds each of his roles, for messages that name the lines."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from gateway.visibility.rules import EVERYONE, Membership, PolicyLines
from gateway.visibility.subjects import is_held

Path = tuple[Membership, ...]
"""`g` lines from claims to a role, each beginning where the one before ends; empty for `everyone`."""


def held_through(lines: PolicyLines, claims: frozenset[str]) -> Mapping[str, Path]:
    """Every role of somebody with these claims, with one of the shortest ways to it; those next to the claims first."""
    found: dict[str, Path] = {EVERYONE: ()} if EVERYONE in claims else {}
    waiting: deque[tuple[str, Path]] = deque(
        (one.of, (one,)) for one in lines.roles if ":" in one.member and is_held(one.member, claims)
    )
    following: dict[str, list[Membership]] = {}
    for one in lines.roles:
        following.setdefault(one.member, []).append(one)
    while waiting:
        role, path = waiting.popleft()
        if role in found:
            continue
        found[role] = path
        waiting += [(one.of, (*path, one)) for one in following.get(role, ())]
    return found


def leading_roles(lines: PolicyLines, claims: frozenset[str]) -> Sequence[str]:
    """The roles that say who somebody is: those that none of his other roles brings."""
    held = held_through(lines, claims).keys() - {EVERYONE}
    brought = {one.of for one in lines.roles if one.member in held}
    return [role for role in dict.fromkeys(one.of for one in lines.roles) if role in held and role not in brought]


def told(path: Path) -> str:
    """`kind:dealer+tier:plus -> dealer_plus (roles.csv:16) -> dealer (roles.csv:17)`."""
    return " -> ".join([*(one.member for one in path[:1]), *(f"{one.of} ({one.place})" for one in path)])
