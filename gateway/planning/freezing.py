"""Drafts -> the frozen plan: conflicts aliased, fetches numbered, text written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gateway.model.guard import ALWAYS, Guard
from gateway.model.plan import EntityCall, Fetch, FetchField, FetchFragment, FetchSelection
from gateway.planning.fetches import Draft, DraftField, FetchDraft
from gateway.planning.text import selection_text


def freeze(fetches: Sequence[FetchDraft]) -> tuple[Fetch, ...]:
    """The fetches of a plan; entity calls to one subgraph that become ready together share a request."""
    groups: dict[object, list[FetchDraft]] = {}
    number: dict[FetchDraft, int] = {}
    numbers: dict[object, int] = {}
    for fetch in fetches:
        after = frozenset(number[one] for one in fetch.after)
        shared: object = (fetch.subgraph, after) if fetch.is_entity else fetch
        groups.setdefault(shared, []).append(fetch)
        number[fetch] = numbers.setdefault(shared, len(numbers))
    return tuple(_fetch(index, group, number) for index, group in enumerate(groups.values()))


def _fetch(index: int, group: list[FetchDraft], number: dict[FetchDraft, int]) -> Fetch:
    first = group[0]
    after = tuple(sorted({number[one] for one in first.after}))
    if first.is_entity:
        return Fetch(index, first.subgraph, "query", calls=tuple(_call(one) for one in group), after=after)
    guard = first.selections.guard
    selections = _selections(first.selections, guard)
    text = selection_text(selections)
    return Fetch(index, first.subgraph, first.kind, selections, text, _variables(selections), guard, after=after)


def _call(fetch: FetchDraft) -> EntityCall:
    guard = fetch.selections.guard
    selections = _selections(fetch.selections, guard)
    fragment = (FetchFragment(fetch.entity_name, frozenset([fetch.entity_name]), selections),)
    return EntityCall(
        fetch.entity_name, fetch.path, fetch.needs, selections, selection_text(fragment), _variables(selections), guard
    )


def _selections(draft: Draft, implied: Guard) -> tuple[FetchSelection, ...]:
    """A guard that the whole fetch has need not be repeated inside it."""
    return tuple(_fields(draft, implied))


def _fields(draft: Draft, implied: Guard) -> Iterator[FetchSelection]:
    if draft.typename or not (draft.fields or draft.fragments):
        yield FetchField("__typename", "__typename")
    for key, one in draft.fields.items():
        yield _field(key, one, implied, None)
    before = [draft.fields]
    for type_name, fragment in draft.fragments.items():
        taken = {key for key, one in fragment.fields.items() for other in before if _conflict(one, other.get(key))}
        yield FetchFragment(
            type_name,
            fragment.types,
            tuple(
                _field(key, one, implied, f"_{key}_{type_name}" if key in taken else None)
                for key, one in fragment.fields.items()
            ),
        )
        before.append(fragment.fields)


def _field(key: str, one: DraftField, implied: Guard, alias: str | None) -> FetchField:
    guard = ALWAYS if one.guard == implied else one.guard
    below = tuple(_fields(one.below, ALWAYS)) if one.below.types else ()
    return FetchField(alias or key, one.name, one.arguments, below, guard, rename=key if alias else None)


def _conflict(one: DraftField, other: DraftField | None) -> bool:
    """Whether two fields of sibling types may not share a response key (SameResponseShape, GraphQL 5.3.2).

    Subgraphs may declare `User.id: ID` beside `Admin.id: ID!`; validation there refuses to merge them under one key.
    """
    if other is None:
        return False
    if bool(one.below.types) != bool(other.below.types):
        return True
    if not one.below.types:
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
