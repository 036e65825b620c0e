"""The lines of a policy folder as frozen values, each with the place it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

EVERYONE = "everyone"
"""The role every viewer holds; the only one a `deny` may name."""


class Axis(Enum):
    """A coordinate must be allowed for the audience and for the function; the value is the key of the rule's line."""

    AUDIENCE = "p"
    FUNCTION = "p2"


class Action(Enum):
    """`call` and `subscribe` are for root fields of Mutation and Subscription, `read` for everything else."""

    READ = "read"
    CALL = "call"
    SUBSCRIBE = "subscribe"


class Effect(Enum):
    """Rights add up; only the role `everyone` denies, and that wins (a suspension)."""

    ALLOW = "allow"
    DENY = "deny"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file of the policy folder."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A `p` or `p2` line; `pattern` is a schema coordinate, `Type.*`, `*` or a field group like `@own_prices`."""

    axis: Axis
    role: str
    pattern: str
    action: Action
    effect: Effect
    place: Place


@dataclass(frozen=True, slots=True)
class Membership:
    """A `g` line (claims or role -> role) or a `g2` line (coordinate or field group -> field group)."""

    member: str
    of: str
    place: Place


@dataclass(frozen=True, slots=True)
class PolicyLines:
    """The linted lines of policy files: the model text, every line, and the `revision` of the files."""

    model: str
    rules: tuple[Rule, ...]
    roles: tuple[Membership, ...]
    groups: tuple[Membership, ...]
    revision: str
