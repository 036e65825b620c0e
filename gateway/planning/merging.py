"""Merges drafts: one fetch where subgraph, place and readiness agree, and no more waiting than needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gateway.model.plan import Need
from gateway.planning.fetches import FetchDraft


def merge_entries(fetches: Sequence[FetchDraft]) -> list[FetchDraft]:
    """Joins entity fetches to one subgraph at one place when neither comes after the other and their needs agree."""
    result: list[FetchDraft] = []
    at_place: dict[object, list[FetchDraft]] = {}
    for fetch in fetches:
        neighbours = at_place.setdefault((fetch.subgraph, fetch.path, fetch.type_name), [])
        into = next((one for one in neighbours if _can_join(one, fetch)), None)
        if into is None:
            neighbours.append(fetch)
            result.append(fetch)
            continue
        joined = joined_needs(into.needs, fetch.needs)
        if joined is None:
            raise AssertionError("needs were compared before")
        into.needs = joined
        into.contexts = tuple(dict.fromkeys(into.contexts + fetch.contexts))
        into.after |= fetch.after
        into.selections.merge(fetch.selections)
        for other in fetches:
            if fetch in other.after:
                other.after.remove(fetch)
                other.after.add(into)
    return result


def reduce_waits(fetches: Sequence[FetchDraft]) -> None:
    """Transitive reduction: a fetch names only those that no other of its own predecessors already waits for."""
    for fetch in fetches:
        for one in list(fetch.after):
            if any(other is not one and other.reaches(one) for other in fetch.after):
                fetch.after.remove(one)


def in_order(fetches: Sequence[FetchDraft]) -> list[FetchDraft]:
    """Each after those it waits for; otherwise as drafted."""
    done: dict[FetchDraft, None] = {}
    waiting = sorted(fetches, key=lambda one: one.order)
    while waiting:
        ready = [one for one in waiting if all(before in done for before in one.after)]
        if not ready:
            raise AssertionError("fetches wait for each other")
        for one in ready:
            done[one] = None
        waiting = [one for one in waiting if one not in done]
    return list(done)


def _can_join(one: FetchDraft, other: FetchDraft) -> bool:
    return (
        one.is_entity
        and other.is_entity
        and joined_needs(one.needs, other.needs) is not None
        and not one.reaches(other)
        and not other.reaches(one)
    )


def joined_needs(some: tuple[Need, ...], more: tuple[Need, ...]) -> tuple[Need, ...] | None:
    """Both needs in one representation; None when one field name would have to carry two values.

    So it would where both conditions and what is needed below differ: more would be sent than the fields require.
    """
    found = {(one.name, one.types): one for one in some}
    for one in more:
        known = found.get((one.name, one.types))
        if known is None:
            found[one.name, one.types] = one
            continue
        below = known.needs if known.guard != one.guard else joined_needs(known.needs, one.needs)
        if known.key != one.key or below is None or (known.guard != one.guard and known.needs != one.needs):
            return None
        is_key, guard = known.is_key or one.is_key, known.guard | one.guard
        found[one.name, one.types] = replace(known, is_key=is_key, needs=below, guard=guard)
    return tuple(found.values())
