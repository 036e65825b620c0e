"""Drafts -> the frozen plan: conflicts aliased, fetches numbered, text written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gateway.model.guard import Guard
from gateway.model.plan import EntityCall, Fetch, FetchField, FetchFragment, FetchSelection
from gateway.planning.fetches import Draft, DraftField, FetchDraft
from gateway.planning.text import selection_text


def freeze(fetches: Sequence[FetchDraft]) -> tuple[Fetch, ...]:
    """The fetches of a plan; entity calls to one subgraph in one stage share a request.

    Such a request waits for all that its calls need: a round trip saved is worth more than the head start of one call.
    """
    stage: dict[FetchDraft, int] = {}
    groups: dict[object, list[FetchDraft]] = {}
    for fetch in fetches:
        stage[fetch] = 1 + max((stage[one] for one in fetch.after), default=-1)
        shared: object = (fetch.subgraph, stage[fetch]) if fetch.is_entity else fetch
        groups.setdefault(shared, []).append(fetch)
    ordered = sorted(groups.values(), key=lambda group: stage[group[0]])
    number = {fetch: index for index, group in enumerate(ordered) for fetch in group}
    return tuple(_fetch(index, group, number) for index, group in enumerate(ordered))


def _fetch(index: int, group: list[FetchDraft], number: dict[FetchDraft, int]) -> Fetch:
    first = group[0]
    after = _reduced({number[one] for fetch in group for one in fetch.after}, group, number)
    if first.is_entity:
        return Fetch(index, first.subgraph, "query", calls=_calls(group), after=after)
    guard = first.selections.guard
    selections = _selections(first.selections, guard)
    text = selection_text(selections)
    return Fetch(index, first.subgraph, first.kind, selections, text, _variables(selections), guard, after=after)


def _reduced(after: set[int], group: list[FetchDraft], number: dict[FetchDraft, int]) -> tuple[int, ...]:
    """Joining calls may add waits that others of the group imply: those are dropped again."""
    direct = {one for fetch in group for one in fetch.after}
    implied = {number[one] for one in direct for other in direct if number[one] != number[other] and other.reaches(one)}
    return tuple(sorted(after - implied))


def _calls(group: list[FetchDraft]) -> tuple[EntityCall, ...]:
    """One call for all places where the same is asked of the same type, so that equal objects are asked for once."""
    joined: dict[object, EntityCall] = {}
    for one in map(_call, group):
        same = (one.type_name, one.needs, one.text, one.selections, one.guard, one.contexts)
        known = joined.get(same)
        joined[same] = one if known is None else replace(known, paths=known.paths + one.paths)
    return tuple(joined.values())


def _call(fetch: FetchDraft) -> EntityCall:
    guard = fetch.selections.guard
    selections = _selections(fetch.selections, guard)
    fragment = (FetchFragment(fetch.entity_name, frozenset([fetch.entity_name]), selections),)
    return EntityCall(
        fetch.entity_name,
        (fetch.path,),
        fetch.needs,
        selections,
        selection_text(fragment),
        _variables(selections),
        guard,
        fetch.contexts,
    )


def _selections(draft: Draft, implied: Guard) -> tuple[FetchSelection, ...]:
    """A guard that the whole fetch has need not be repeated inside it."""
    return tuple(_fields(draft, implied))


def _fields(draft: Draft, implied: Guard) -> Iterator[FetchSelection]:
    fragments = {type_name: one for type_name, one in draft.fragments.items() if one.fields}
    if draft.typename or not (draft.fields or fragments):
        yield FetchField("__typename", "__typename")
    for key, one in draft.fields.items():
        yield _field(key, one, implied, None)
    before = [draft.fields]
    for type_name, fragment in fragments.items():
        taken = {key for key, one in fragment.fields.items() for other in before if _conflict(one, other.get(key))}
        known = {key for other in (draft, *fragments.values()) for key in other.fields}
        yield FetchFragment(
            type_name,
            frozenset([type_name]),
            tuple(
                _field(key, one, implied, _alias(key, type_name, known) if key in taken else None)
                for key, one in fragment.fields.items()
            ),
        )
        before.append(fragment.fields)


def _alias(key: str, type_name: str, known: set[str]) -> str:
    """One that is free; none may begin with two underscores."""
    alias = f"_{key.lstrip('_')}_{type_name}"
    while alias in known:
        alias = f"{alias}_"
    return alias


def _field(key: str, one: DraftField, implied: Guard, alias: str | None) -> FetchField:
    guard = one.guard.within(implied)
    below = () if one.leaf else tuple(_fields(one.below, one.guard))
    return FetchField(alias or key, one.name, one.arguments, below, guard, rename=key if alias else None)


def _conflict(one: DraftField, other: DraftField | None) -> bool:
    """Whether two fields of sibling types may not share a response key (SameResponseShape, GraphQL 5.3.2).

    Subgraphs may declare `User.id: ID` beside `Admin.id: ID!`; validation there refuses to merge them under one key.
    """
    if other is None:
        return False
    if one.leaf != other.leaf:
        return True
    if one.leaf:
        return one.shape != other.shape
    if _wrapping(one.shape) != _wrapping(other.shape):
        return True
    mine, theirs = list(_all_fields(one.below)), list(_all_fields(other.below))
    return any(key == other_key and _conflict(below, its) for key, below in mine for other_key, its in theirs)


def _all_fields(draft: Draft) -> Iterator[tuple[str, DraftField]]:
    yield from draft.fields.items()
    for fragment in draft.fragments.values():
        yield from fragment.fields.items()


def _wrapping(shape: str) -> str:
    return "".join(letter for letter in shape if letter in "[]!")


def _variables(selections: Sequence[FetchSelection]) -> tuple[str, ...]:
    return tuple(sorted(set(_used(selections))))


def _used(selections: Sequence[FetchSelection]) -> Iterator[str]:
    for one in selections:
        if isinstance(one, FetchField):
            yield from one.guard.variables
            for argument in one.arguments:
                yield from argument.variables
        yield from _used(one.selections)
