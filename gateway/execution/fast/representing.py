"""Needs with fields of their own -> functions that build that part of a representation from standing objects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from graphql import is_abstract_type
from msgspec import UNSET

from gateway.execution.fast.places import Place
from gateway.execution.fast.problems import IrregularError, NotFastError
from gateway.execution.fast.structs import Structs
from gateway.model.plan import Need

Build = Callable[[Any], Any]


class SkippedError(Exception):
    """The object has not what a representation needs: it is not asked for."""


def building(structs: Structs, places: Sequence[tuple[Place, frozenset[str]]], needs: tuple[Need, ...]) -> Build:
    """The members of a representation, without its type name, for objects of these types at these places."""
    by_class: dict[type, list[tuple[str, str, bool, bool, Build | None]]] = {}
    for place, types in places:
        for type_name, standing in structs.classes(place, place.made_by).standing.items():
            if type_name in types:
                by_class[standing] = [
                    _step(structs, place, type_name, need)
                    for need in needs
                    if need.types is None or type_name in need.types
                ]

    def build(value: Any) -> dict[str, Any]:
        members: dict[str, Any] = {}
        for name, attribute, is_key, doubtful, nested in by_class[value.__class__]:
            found = getattr(value, attribute)
            if found is UNSET or (found is None and is_key):
                raise SkippedError
            if found is None and doubtful:
                raise IrregularError("a needed value that is null or was not brought")
            members[name] = found if nested is None else nested(found)
        return members

    return build


def _step(structs: Structs, place: Place, type_name: str, need: Need) -> tuple[str, str, bool, bool, Build | None]:
    slot = place.shapes[type_name].slots.get(need.key)
    if slot is None or slot.type is None:
        raise NotFastError("a need that no fetch brings")
    doubtful = slot.shown and place.made_by not in slot.wire_keys
    if not need.needs:
        return need.name, slot.attribute, need.is_key, doubtful, None
    if slot.below is None:
        raise NotFastError("needs below a leaf")
    below = slot.below
    inner = building(structs, [(below, frozenset(below.shapes))], need.needs)
    # An interface object has no type of its own to tell.
    names = {
        cls: name
        for name, cls in structs.classes(below, below.made_by).standing.items()
        if need.typename and not is_abstract_type(structs.schema.type_map[name])
    }

    def nested(value: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, list):
            return [nested(one) for one in value]
        members = inner(value)
        return {"__typename": names[value.__class__], **members} if value.__class__ in names else members

    return need.name, slot.attribute, need.is_key, doubtful, nested
