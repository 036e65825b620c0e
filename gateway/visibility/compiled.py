"""Rules compiled to sets of coordinates, so that a request costs a few set operations instead of a walk over all rules.

The compiled sets answer as Casbin's `enforce` does for object fields and for every argument, input field and enum
value that a rule names. One that no rule of the axis names follows its owner: an argument its field, an input field or
enum value its type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gateway.visibility.coordinates import Coordinates
from gateway.visibility.rules import Axis, Effect, Membership, PolicyLines, Rule


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule and the coordinates of the schema it decides; `bits` is 0 where the schema knows none of them."""

    rule: Rule
    bits: int


@dataclass(frozen=True, slots=True)
class CompiledAxis:
    """The rules of one axis; `free` are the elements that follow a type because no rule of the axis names them."""

    rules: tuple[CompiledRule, ...]
    allowed_by_role: Mapping[str, int]
    denied_by_role: Mapping[str, int]
    free: int

    def allowed(self, roles: Iterable[str]) -> int:
        """What somebody with these roles may see as far as this axis is concerned."""
        allowed, denied = self.free, 0
        for role in roles:
            allowed |= self.allowed_by_role.get(role, 0)
            denied |= self.denied_by_role.get(role, 0)
        return allowed & ~denied


def compile_axis(
    lines: PolicyLines, axis: Axis, coordinates: Coordinates, members: Mapping[str, frozenset[str]]
) -> CompiledAxis:
    """Compiles the `p` or the `p2` rules; `members` maps each field group to its coordinates."""
    rules = [rule for rule in lines.rules if rule.axis is axis]
    named = frozenset(name for rule in rules for name in members.get(rule.pattern, {rule.pattern}))
    compiled = tuple(CompiledRule(rule, _bits(rule, coordinates, members, named)) for rule in rules)
    by_effect: dict[Effect, dict[str, int]] = {Effect.ALLOW: {}, Effect.DENY: {}}
    for one in compiled:
        by_role = by_effect[one.rule.effect]
        by_role[one.rule.role] = by_role.get(one.rule.role, 0) | one.bits
    free = coordinates.bits(coordinates.values - named)
    return CompiledAxis(compiled, by_effect[Effect.ALLOW], by_effect[Effect.DENY], free)


def group_members(groups: Iterable[Membership]) -> dict[str, frozenset[str]]:
    """The coordinates of each field group, those of groups inside it included; the groups form no circle."""
    direct: dict[str, set[str]] = {}
    for one in groups:
        direct.setdefault(one.of, set()).add(one.member)

    def expand(name: str) -> frozenset[str]:
        if not name.startswith("@"):
            return frozenset({name})
        return frozenset[str]().union(*(expand(member) for member in direct[name]))

    return {group: expand(group) for group in direct}


def _bits(rule: Rule, coordinates: Coordinates, members: Mapping[str, frozenset[str]], named: frozenset[str]) -> int:
    decided = coordinates.fields.keys() | coordinates.operations | (named & coordinates.positions.keys())
    matched = [
        name for name in decided if coordinates.actions[name] is rule.action and _matches(rule.pattern, name, members)
    ]
    following = (argument for name in matched for argument in coordinates.fields.get(name, ()) if argument not in named)
    return coordinates.bits(matched) | coordinates.bits(following)


def _matches(pattern: str, name: str, members: Mapping[str, frozenset[str]]) -> bool:
    if pattern.startswith("@"):
        return name in members[pattern]
    if pattern.endswith("*"):
        return name.startswith(pattern[:-1])
    return name == pattern
