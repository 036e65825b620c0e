"""Who would see more and who less, of the schema and of the administration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gateway.visibility.audience_titles import titles
from gateway.visibility.known_audiences import KnownAudience, known_audiences
from gateway.visibility.matrix import SeenSets, is_type
from gateway.visibility.policies import Policies


@dataclass(frozen=True, slots=True)
class SeenTwice:
    """What one audience sees before and after, types included."""

    audience: KnownAudience
    before: frozenset[str] = field(repr=False)
    after: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class AudienceChange:
    """Audiences whose change is the same, named together; coordinates in alphabetical order."""

    title: str
    audiences: tuple[str, ...]
    gains: tuple[str, ...]
    loses: tuple[str, ...]


def seen_twice(before: Policies, after: Policies) -> tuple[SeenTwice, ...]:
    """Every audience that the files know after or before, whether anything changes for it or not."""
    known = {one.name: one for policies in (after, before) for one in known_audiences(policies)}
    sets_before = SeenSets(before)
    sets_after = SeenSets(after, sets_before)
    return tuple(SeenTwice(one, sets_before.of(one.viewer), sets_after.of(one.viewer)) for one in known.values())


def audience_changes(seen: Iterable[SeenTwice], functions: Mapping[str, tuple[str, ...]]) -> tuple[AudienceChange, ...]:
    """`functions` are those that companies have, for the titles."""
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[KnownAudience]] = {}
    for one in seen:
        gains, loses = _members(one.after - one.before), _members(one.before - one.after)
        if gains or loses:
            alike.setdefault((gains, loses), []).append(one.audience)
    return tuple(
        AudienceChange(titles(audiences, functions), tuple(one.name for one in audiences), gains, loses)
        for (gains, loses), audiences in alike.items()
    )


def _members(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if not is_type(name)))
