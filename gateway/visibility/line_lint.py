"""Judges one line of a policy file alone: its form, its words, and that it stands in the right file."""

from __future__ import annotations

import re

from gateway.visibility.rules import EVERYONE, Action, Axis, Effect, Membership, Place, Rule

ARITY = {"p": 4, "p2": 4, "g": 2, "g2": 2}
FORM = {
    "p": "p, role, coordinate, action, effect",
    "p2": "p2, role, coordinate, action, effect",
    "g": "g, claim or role, role",
    "g2": "g2, coordinate, @group",
}
NAME = r"[_A-Za-z][_0-9A-Za-z]*"
COORDINATE = re.compile(rf"{NAME}\.{NAME}(\({NAME}:\))?")
PATTERN = re.compile(rf"\*|{NAME}\.\*|(/[a-z]+)+(/\*)?|@[a-z][a-z0-9_]*|{COORDINATE.pattern}")
GROUP = re.compile(r"@[a-z][a-z0-9_]*")
ROLE = re.compile(r"[a-z][a-z0-9_]*")
CLAIMS = re.compile(r"[a-z_]+:[a-z0-9_]+(\+[a-z_]+:[a-z0-9_]+)*")


class Unreadable(Exception):
    """The line may not be loaded."""

    def __init__(self, reason: str, way_out: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.way_out = way_out


def read_line(line: str, place: Place, *, home: str | None) -> tuple[str, list[str], Rule | Membership]:
    """Reads a line that is neither blank nor a comment into (key, tokens, value).

    `home` is the only key its file may hold, None for a rule file, which holds `p` and `p2`. Raises Unreadable.
    """
    if "#" in line:
        raise Unreadable("a comment after a rule would become part of it", "put the comment on a line of its own")
    if '"' in line or "'" in line:
        raise Unreadable("Casbin reads quotes as part of the word", "write the words without quotes")
    key, *tokens = (token.strip() for token in line.split(","))
    if key not in ARITY:
        raise Unreadable(f"a line cannot begin with {key!r}", "begin it with p, p2, g or g2")
    if key not in ({home} if home else {"p", "p2"}):
        raise Unreadable(
            f"a {key} line does not belong into {place.file}",
            "g lines belong into roles.csv, g2 lines into fields.csv, p and p2 lines into the other files",
        )
    if len(tokens) != ARITY[key] or not all(tokens):
        raise Unreadable(
            f"a {key} line has {ARITY[key]} words after its key, this one {len(tokens)}", f"write {FORM[key]}"
        )
    if key == "g":
        return key, tokens, _role(tokens, place)
    if key == "g2":
        return key, tokens, _group(tokens, place)
    return key, tokens, _rule(key, tokens, place)


def _role(tokens: list[str], place: Place) -> Membership:
    member, role = tokens
    if not (ROLE.fullmatch(member) or CLAIMS.fullmatch(member)):
        raise Unreadable(f"{member!r} is neither a role nor a claim", "write kind:dealer, or claims joined by +")
    if not ROLE.fullmatch(role):
        raise Unreadable(f"{role!r} is not the name of a role", "write small letters, digits and _")
    if not _stand_on_one_axis(member.split("+")):
        raise Unreadable(
            f"nobody holds {member} at once: company, machine and function are asked apart",
            "join claims of a company, functions, or a machine and grants, and let the rules of p and p2 meet",
        )
    if EVERYONE in tokens:
        raise Unreadable("everyone is held by every viewer already", "delete the line")
    return Membership(member, role, place)


def _stand_on_one_axis(claims: list[str]) -> bool:
    """Whether somebody may hold them together; grants count for a company's people or for its machine."""
    prefixes = {claim.partition(":")[0] for claim in claims}
    kinds = {prefix if prefix in ("function", "machine", "grant") else "claim" for prefix in prefixes}
    return kinds in ({"function"}, {"claim"}, {"machine"}, {"grant"}, {"claim", "grant"}, {"machine", "grant"})


def _group(tokens: list[str], place: Place) -> Membership:
    member, group = tokens
    if not (GROUP.fullmatch(member) or COORDINATE.fullmatch(member)):
        raise Unreadable(f"{member!r} is not a schema coordinate", "write Price.net; a group takes no globs")
    if not GROUP.fullmatch(group):
        raise Unreadable(f"{group!r} is not the name of a field group", "begin it with @, as @own_prices")
    return Membership(member, group, place)


def _rule(key: str, tokens: list[str], place: Place) -> Rule:
    role, pattern, action, effect = tokens
    if not ROLE.fullmatch(role):
        raise Unreadable(f"{role!r} is not the name of a role", "map claims to a role in roles.csv and name the role")
    if not PATTERN.fullmatch(pattern):
        raise Unreadable(
            f"{pattern!r} names no coordinates",
            "write Price.net, Price.*, * or @group, or a path of the administration",
        )
    if action not in {one.value for one in Action}:
        raise Unreadable(f"there is no action {action!r}", "write read, call or subscribe")
    if effect not in {one.value for one in Effect}:
        raise Unreadable(f"there is no effect {effect!r}", "write allow")
    if effect == Effect.DENY.value and role != EVERYONE:
        raise Unreadable(
            f"deny is reserved for the role {EVERYONE}, here it names {role!r}",
            "a person with two roles has the rights of both: take the allow away instead",
        )
    return Rule(Axis(key), role, pattern, Action(action), Effect(effect), place)
