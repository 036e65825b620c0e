"""CollectFields over normalized selections: what applies to an object of one runtime type (GraphQL 6.3.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gateway.model.guard import ALWAYS, NEVER, Guard
from gateway.model.operation import Field, Fragment, Occurrence, Selection


def collect(selections: tuple[Selection, ...], type_name: str) -> tuple[Field, ...]:
    """The fields for an object of `type_name` in response order; equal response keys are merged."""
    found: dict[str, Field] = {}
    for field in _applicable(selections, type_name):
        before = found.get(field.key)
        found[field.key] = field if before is None else _merged(before, field)
    return tuple(found.values())


def for_any_type(selections: tuple[Selection, ...]) -> Iterator[Field]:
    """The fields of a place, whichever type they are asked of."""
    for selection in selections:
        if isinstance(selection, Fragment):
            yield from for_any_type(selection.selections)
        else:
            yield selection


def guarded(selections: tuple[Selection, ...], guard: Guard) -> tuple[Selection, ...]:
    """The same selections, each only under `guard`; what can never be there any more is dropped."""
    return tuple(_guarded(selections, guard))


def _guarded(selections: tuple[Selection, ...], guard: Guard) -> Iterator[Selection]:
    for one in selections:
        if isinstance(one, Fragment):
            if below := guarded(one.selections, guard):
                yield replace(one, selections=below)
        elif (joined := one.guard & guard) != NEVER:
            deferrable = tuple((own & guard, by) for own, by in one.deferrable)
            yield replace(one, guard=joined, deferrable=deferrable)


def carried_down(selections: tuple[Selection, ...]) -> tuple[Selection, ...]:
    """The same selections, each field below one under a condition with that condition too.

    An object may be brought for another reason as well; what is asked of it is still asked under the condition alone.
    """
    carried = tuple(_carried(one) for one in selections)
    return selections if all(one is other for one, other in zip(carried, selections, strict=True)) else carried


def _carried(one: Selection) -> Selection:
    below = one.selections
    if isinstance(one, Field) and below and one.guard is not ALWAYS:
        below = guarded(below, one.guard)
    below = carried_down(below)
    return one if below is one.selections else replace(one, selections=below)


def type_guard(selections: tuple[Selection, ...]) -> Guard:
    """When an answer needs the real type of an object: for `__typename`, or to tell fragments apart."""
    guard = NEVER
    for one in selections:
        if isinstance(one, Fragment):
            guard = guard | selected(one.selections)
        elif one.name == "__typename":
            guard = guard | one.guard
    return guard


def selected(selections: tuple[Selection, ...]) -> Guard:
    """When anything of the selections is there."""
    guard = NEVER
    for one in selections:
        guard = guard | (selected(one.selections) if isinstance(one, Fragment) else one.guard)
    return guard


def _applicable(selections: tuple[Selection, ...], type_name: str) -> Iterator[Field]:
    for selection in selections:
        if isinstance(selection, Fragment):
            if type_name in selection.types:
                yield from _applicable(selection.selections, type_name)
        else:
            yield selection


def _merged(one: Field, other: Field) -> Field:
    deferrable = _occurrences(one) + _occurrences(other) if one.deferrable or other.deferrable else ()
    if one.guard == other.guard:
        return replace(one, selections=one.selections + other.selections, deferrable=deferrable)
    return replace(
        one,
        guard=one.guard | other.guard,
        selections=guarded(one.selections, one.guard) + guarded(other.selections, other.guard),
        deferrable=deferrable,
    )


def _occurrences(one: Field) -> tuple[Occurrence, ...]:
    return one.deferrable or ((one.guard, None),)
