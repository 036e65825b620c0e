"""Splits the selections of an abstract position: what goes as it is, and what must go per object type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gateway.model.operation import Field, Fragment, Selection
from gateway.planning.states import State, States
from gateway.supergraph.collect import collect


@dataclass(frozen=True, slots=True)
class Expansion:
    """`kept` are fields sent on the abstract type as they are; `by_type` those to resolve for each object type."""

    kept: tuple[Field, ...]
    by_type: dict[str, tuple[Field, ...]]


def fetchable(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Without what the gateway answers itself: `__typename`, introspection and masked fields."""
    return tuple(one for one in fields if not one.hidden and not one.name.startswith("__"))


def asks_for_type(selections: tuple[Selection, ...]) -> bool:
    """Whether an answer needs the real type of an object: for `__typename` or to tell fragments apart."""
    return any(isinstance(one, Fragment) or one.name == "__typename" for one in selections)


def expand(states: States, state: State, selections: tuple[Selection, ...], *, keep: bool) -> Expansion:
    """The expansion at an abstract position in this state; with `keep` false everything goes per type.

    A field is kept when the subgraph answers it for every type it may return there (interface members whose field needs
    a hop force expansion) and when no fragment selects the same response key, so that a response key has one position.
    """
    types = states.possible(state)
    narrowed = {key for one in selections if isinstance(one, Fragment) for key in _keys(one.selections)}
    kept = tuple(
        one
        for one in fetchable(tuple(one for one in selections if isinstance(one, Field)))
        if keep
        and one.key not in narrowed
        and state.type_name not in types
        and states.is_local_everywhere(state, one.name, types)
    )
    kept_keys = {one.key for one in kept}
    by_type = {
        name: tuple(one for one in fetchable(collect(selections, name)) if one.key not in kept_keys)
        for name in sorted(types)
    }
    return Expansion(kept, {name: fields for name, fields in by_type.items() if fields})


def _keys(selections: tuple[Selection, ...]) -> Iterator[str]:
    for selection in selections:
        if isinstance(selection, Fragment):
            yield from _keys(selection.selections)
        else:
            yield selection.key
