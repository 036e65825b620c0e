"""What is done with objects after decoding: types that may not show their tag are made anew, parts are joined."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from msgspec import UNSET, Struct

from gateway.execution.fast.leaves import list_depth
from gateway.execution.fast.places import Brings, Place, Shape, Slot
from gateway.execution.fast.problems import IrregularError
from gateway.execution.fast.structs import Structs

Reshape = Callable[[Any], Any]
Join = Callable[[Any, Any], None]


def reshaping(structs: Structs, slot: Slot, by: Brings) -> Reshape | None:
    """What turns a decoded value of this slot into the one that stands in the answer; None when it is the same.

    It is done once to each value: what has been turned cannot be turned again.
    """
    if slot.below is None or slot.type is None:
        return None
    whole = _object(structs, slot.below, by) if slot.made_by == by else _part(structs, slot.below, by)
    return None if whole is None else _through_lists(whole, list_depth(slot.type))


def joining(structs: Structs, slot: Slot, by: Brings) -> Join | None:
    """What adds the part that another answer brings of this slot's objects; None for leaves and whole objects.

    The part has been reshaped: it may be added to several objects.
    """
    if slot.below is None or slot.made_by == by or slot.type is None:
        return None
    return _join_through_lists(_join_objects(structs, slot.below, by), list_depth(slot.type))


def _object(structs: Structs, place: Place, by: Brings) -> Reshape | None:
    classes = structs.classes(place, by)
    steps = {
        decoded: _shape(structs, place.shapes[name], by, classes.standing[name] if classes.converts else None)
        for name, decoded in classes.decoded.items()
    }
    if all(step is None for step in steps.values()):
        return None

    def reshape(value: Any) -> Any:
        step = steps[value.__class__]
        return value if step is None else step(value)

    return reshape


def _part(structs: Structs, place: Place, by: Brings) -> Reshape | None:
    """Of the part of an object that another fetch makes: what stands below it."""
    shape = next(iter(place.shapes.values()))
    below = [
        (slot.attribute, inner) for slot in shape.brought_by(by) if (inner := reshaping(structs, slot, by)) is not None
    ]
    if not below:
        return None

    def reshape(value: Any) -> Any:
        for attribute, inner in below:
            setattr(value, attribute, inner(getattr(value, attribute)))
        return value

    return reshape


def _shape(structs: Structs, shape: Shape, by: Brings, standing: type | None) -> Reshape | None:
    brought = shape.brought_by(by)
    below = [(slot.attribute, inner) for slot in brought if (inner := reshaping(structs, slot, by)) is not None]
    attributes = [slot.attribute for slot in brought]
    if standing is None and not below:
        return None

    def reshape(value: Any) -> Any:
        for attribute, inner in below:
            setattr(value, attribute, inner(getattr(value, attribute)))
        if standing is None:
            return value
        whole = standing()
        for attribute in attributes:
            setattr(whole, attribute, getattr(value, attribute))
        return whole

    return reshape


def _through_lists(inner: Reshape, depth: int) -> Reshape:
    def reshape(value: Any) -> Any:
        return None if value is None else inner(value)

    def each(value: Any) -> Any:
        return None if value is None else [nested(one) for one in value]

    if depth == 0:
        return reshape
    nested = _through_lists(inner, depth - 1)
    return each


def _join_objects(structs: Structs, place: Place, by: Brings) -> Join:
    shape = next(iter(place.shapes.values()))
    steps = [(slot.attribute, joining(structs, slot, by)) for slot in shape.brought_by(by)]

    def join(whole: Any, part: Any) -> None:
        for attribute, inner in steps:
            added, known = getattr(part, attribute), getattr(whole, attribute)
            if inner is not None:
                inner(None if known is UNSET else known, added)
            elif known is None or known is UNSET:
                setattr(whole, attribute, added)

    return join


def _join_through_lists(inner: Join, depth: int) -> Join:
    def join(whole: Any, part: Any) -> None:
        if part is None:
            return
        if whole is None:
            raise IrregularError("a part of an object that is not there")
        inner(whole, part)

    def each(whole: Any, part: Any) -> None:
        if part is None:
            return
        if whole is None or len(whole) != len(part):
            raise IrregularError("lists of different lengths at one place")
        for one, other in zip(whole, part, strict=True):
            nested(one, other)

    if depth == 0:
        return join
    nested = _join_through_lists(inner, depth - 1)
    return each


def copied(value: Any) -> Any:
    """The same value with objects and lists of its own."""
    if isinstance(value, list):
        return [copied(one) for one in value]
    if not isinstance(value, Struct):
        return value
    made = copy(value)
    for name in made.__struct_fields__:
        below = getattr(made, name)
        if isinstance(below, list | Struct):
            setattr(made, name, copied(below))
    return made
