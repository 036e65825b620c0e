"""Splits the selections of an abstract position: what goes as it is, and what must go per object type."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from gateway.model.operation import Field, Fragment, Selection
from gateway.planning.states import State, States
from gateway.supergraph.collect import collect


@dataclass(frozen=True, slots=True)
class Expansion:
    """`kept` are fields sent on the abstract type as they are; `by_type` those to resolve for each object type.

    `lost` are fields of the abstract type of which the subgraph knows no object type at all.
    """

    kept: tuple[Field, ...]
    by_type: Mapping[str, tuple[Field, ...]]
    lost: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class RealTypes:
    """Selections on an interface object: `plain` ones, and those for which the real type must be known first."""

    plain: tuple[Field, ...]
    typed: tuple[Selection, ...]


def fetchable(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Without what the gateway answers itself: `__typename`, introspection and masked fields."""
    return tuple(one for one in fields if not one.hidden and not one.name.startswith("__"))


def split_by_type(selections: tuple[Selection, ...]) -> RealTypes:
    """What an interface object can be asked at once; guards and `__typename` wait for the real type."""
    guarded = set(_guarded_keys(selections))
    plain = tuple(
        one for one in selections if isinstance(one, Field) and one.name != "__typename" and one.key not in guarded
    )
    return RealTypes(fetchable(plain), tuple(one for one in selections if one not in plain))


def expand(
    states: States, state: State, selections: tuple[Selection, ...], keeps: Callable[[Field], bool]
) -> Expansion:
    """The expansion at an abstract position in this state; `keeps` says which fields may go as they are.

    Only a field that the subgraph answers for every type it may return there can be kept (members whose field needs a
    hop force expansion), and only when no fragment selects the same response key, so that a response key has one
    position.
    """
    types = states.possible(state)
    guarded = set(_guarded_keys(selections))
    plain = fetchable(tuple(one for one in selections if isinstance(one, Field)))
    kept = tuple(
        one
        for one in plain
        if one.key not in guarded and states.is_local_everywhere(state, one.name, types) and keeps(one)
    )
    kept_keys = {one.key for one in kept}
    by_type = {
        name: tuple(one for one in fetchable(collect(selections, name)) if one.key not in kept_keys)
        for name in sorted(types)
    }
    lost = () if types else tuple(one for one in plain if one.key not in kept_keys)
    return Expansion(kept, {name: fields for name, fields in by_type.items() if fields}, lost)


def unserved(
    selections: tuple[Selection, ...], lost: tuple[Field, ...], left: Mapping[str, tuple[Field, ...]]
) -> tuple[Selection, ...]:
    """What another subgraph must give, when per type this is `left`.

    A field of the abstract type is whole: whoever takes over must be able to give it for every type. Otherwise one
    subgraph would be believed about some members of a list and another one about the rest.
    """
    plain = {one.key: one for one in selections if isinstance(one, Field)}
    whole = {one.key: one for one in lost}
    guarded: list[Selection] = []
    for type_name, fields in left.items():
        for one in fields:
            if one.key in plain:
                before = whole.get(one.key)
                below = one.selections if before is None else before.selections + one.selections
                whole[one.key] = replace(plain[one.key], selections=below)
        alone = tuple(one for one in fields if one.key not in plain)
        if alone:
            guarded.append(Fragment(type_name, frozenset([type_name]), alone))
    return (*whole.values(), *guarded)


def _guarded_keys(selections: tuple[Selection, ...]) -> Iterator[str]:
    for selection in selections:
        if isinstance(selection, Fragment):
            yield from _keys(selection.selections)


def _keys(selections: tuple[Selection, ...]) -> Iterator[str]:
    for selection in selections:
        if isinstance(selection, Fragment):
            yield from _keys(selection.selections)
        else:
            yield selection.key
