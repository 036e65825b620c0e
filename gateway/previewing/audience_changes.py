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
    """What one audience sees before and after, types included, and what subgraphs are told of it."""

    audience: KnownAudience
    before: frozenset[str] = field(repr=False)
    after: frozenset[str] = field(repr=False)
    told_before: frozenset[str] = field(repr=False)
    told_after: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class AudienceChange:
    """Audiences whose change is the same, named together; coordinates in alphabetical order.

    Before them `@exact_stock` for a group that is seen whole from then on or no longer, after them `role logistics`:
    subgraphs decide rows and caps by these, so that somebody may gain by them where no coordinate changes.
    """

    title: str
    audiences: tuple[str, ...]
    gains: tuple[str, ...]
    loses: tuple[str, ...]


def seen_twice(before: Policies, after: Policies) -> tuple[SeenTwice, ...]:
    """Every audience that the files know after or before, whether anything changes for it or not."""
    known = {one.name: one for policies in (after, before) for one in known_audiences(policies)}
    sets_before = SeenSets(before)
    sets_after = SeenSets(after, sets_before)

    def twice(one: KnownAudience) -> SeenTwice:
        seen_before, seen_after = sets_before.of(one.viewer), sets_after.of(one.viewer)
        told_before, told_after = before.told(one.viewer, seen_before), after.told(one.viewer, seen_after)
        return SeenTwice(one, seen_before, seen_after, told_before, told_after)

    return tuple(map(twice, known.values()))


def audience_changes(seen: Iterable[SeenTwice], functions: Mapping[str, tuple[str, ...]]) -> tuple[AudienceChange, ...]:
    """`functions` are those that companies have, for the titles."""
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[KnownAudience]] = {}
    for one in seen:
        before, after = _members(one.before) | one.told_before, _members(one.after) | one.told_after
        gains, loses = tuple(sorted(after - before)), tuple(sorted(before - after))
        if gains or loses:
            alike.setdefault((gains, loses), []).append(one.audience)
    return tuple(
        AudienceChange(titles(audiences, functions), tuple(one.name for one in audiences), gains, loses)
        for (gains, loses), audiences in alike.items()
    )


def _members(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in names if not is_type(name))
