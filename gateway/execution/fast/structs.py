"""Shapes -> msgspec Structs: one class for an object as it is answered, others for what single fetches bring of it.

Decoding into them is the check of an answer, encoding them is the projection. An object of an abstract place is decoded
by its tag `__typename`; where the client did not ask for that first, it is made anew without the tag (`converts`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, Union

import msgspec
from graphql import GraphQLNonNull, GraphQLSchema, get_named_type
from msgspec import UNSET, UnsetType

from gateway.execution.fast.leaves import decoded_type, hidden_leaf_type, leaf_type, lenient_type
from gateway.execution.fast.places import Brings, Place, Shape, Slot
from gateway.execution.fast.problems import NotFastError
from gateway.execution.projection import Projector

Field = tuple[Any, ...]


@dataclass(slots=True)
class PlaceClasses:
    """Per object type the class in which it stands in the answer, and the one it is decoded to by whoever makes it."""

    standing: dict[str, type]
    decoded: dict[str, type]
    converts: bool


@dataclass(slots=True)
class Structs:
    """Makes the classes of one program; equal ones are made once."""

    projector: Projector
    schema: GraphQLSchema
    made: dict[object, type] = field(default_factory=dict)
    _places: dict[tuple[Place, Brings], PlaceClasses] = field(default_factory=dict)

    def decoder_of(self, place: Place, by: Brings) -> Any:
        """The type that decodes an object made here by this answer, null left out."""
        return Union[tuple(self.classes(place, by).decoded.values())]  # noqa: UP007

    def classes(self, place: Place, by: Brings) -> PlaceClasses:
        known = self._places.get((place, by))
        if known is None:
            known = self._places[place, by] = self._classes(place, by)
        return known

    def part_of(self, place: Place, types: frozenset[str], by: Brings) -> type:
        """The class for what an answer adds to objects that another has made; the same for all of `types`."""
        if by in place.typed_by:
            raise NotFastError("a part of an abstract object")
        found = {self._part(place.shapes[name], by) for name in types}
        if len(found) != 1:
            raise NotFastError("a part that differs by type")
        return found.pop()

    def root_part(self, root: Shape, by: Brings) -> type:
        """What one fetch brings of the root."""
        return self._part(root, by)

    def whole_root(self, root: Shape) -> type:
        """The root as it is answered: every key may be set, constants are there."""
        return self._class(root, [self._later(slot) for slot in root.slots.values() if slot.shown], {}, None)

    def _classes(self, place: Place, by: Brings) -> PlaceClasses:
        if not place.is_abstract:
            (shape,) = place.shapes.values()
            if _cannot_be_filled(shape):
                raise NotFastError("a promised field that no fetch brings")
            fields = [self._field(slot, by) for slot in shape.slots.values()]
            made = self._class(shape, fields, {slot.attribute: slot.key for slot in shape.slots.values()}, None)
            if any(slot.wire_keys.get(by, slot.key) != slot.key for slot in shape.slots.values()):
                raise NotFastError("a key under an alias at a concrete place")
            return PlaceClasses({shape.type_name: made}, {shape.type_name: made}, converts=False)
        if by not in place.typed_by:
            raise NotFastError("a type that is learnt later")
        shapes = [one for one in place.shapes.values() if not _cannot_be_filled(one)]
        if not shapes:
            raise NotFastError("a promised field that no fetch brings")
        if all(_is_tagged_as_it_stands(shape, by) for shape in shapes):
            tagged = {shape.type_name: self._tagged(shape, by) for shape in shapes}
            return PlaceClasses(tagged, tagged, converts=False)
        standing = {
            shape.type_name: self._class(shape, [self._later(one) for one in shape.slots.values()], {}, None)
            for shape in shapes
        }
        return PlaceClasses(standing, {shape.type_name: self._wire(shape, by) for shape in shapes}, converts=True)

    def _tagged(self, shape: Shape, by: Brings) -> type:
        slots = [slot for slot in shape.slots.values() if slot.key != "__typename"]
        return self._class(shape, [self._field(slot, by) for slot in slots], {}, shape.type_name)

    def _wire(self, shape: Shape, by: Brings) -> type:
        slots = shape.brought_by(by)
        names = {slot.attribute: slot.wire_keys[by] for slot in slots}
        return self._class(shape, [self._field(slot, by) for slot in slots], names, shape.type_name)

    def _part(self, shape: Shape, by: Brings) -> type:
        slots = shape.brought_by(by)
        if any(slot.wire_keys[by] != slot.key for slot in slots):
            raise NotFastError("a key under an alias in a part")
        return self._class(shape, [self._field(slot, by) for slot in slots], {}, None)

    def _field(self, slot: Slot, by: Brings) -> Field:
        """A field as it is decoded from this answer: what it brings must be there, nothing else may."""
        if slot.type is None:
            return self._later(slot)
        if by not in slot.wire_keys:
            return (slot, None, None) if slot.shown else (slot, Union[None, UnsetType], UNSET)  # noqa: UP007
        named = get_named_type(slot.type).name
        if slot.below is None:
            if not slot.shown:
                return (slot, lenient_type(slot.type, hidden_leaf_type(self.schema, named)))
            schema, shown = self.projector.schema, self.projector.enums
            return (slot, decoded_type(slot.type, leaf_type(schema, shown, named)))
        if slot.made_by == by:
            inner = self.decoder_of(slot.below, by)
        else:
            inner = self.part_of(slot.below, frozenset(slot.below.shapes), by)
        return (slot, decoded_type(slot.type, inner) if slot.shown else lenient_type(slot.type, inner))

    def _later(self, slot: Slot) -> Field:
        """A field that is set in place, or a constant."""
        if slot.constant is not None:
            return (slot, Literal[slot.constant], slot.constant)
        if slot.shown and slot.type is None:
            return (slot, None, None)
        return (slot, Any, None if slot.shown else UNSET)

    def _class(self, shape: Shape, fields: list[Field], names: dict[str, str], tag: str | None) -> type:
        signature = (
            shape.type_name,
            tag,
            tuple((slot.attribute, names.get(slot.attribute, slot.key), repr(rest)) for slot, *rest in fields),
        )
        known = self.made.get(signature)
        if known is None:
            known = self.made[signature] = msgspec.defstruct(
                f"{shape.type_name}_{len(self.made)}",
                [(slot.attribute, *rest) for slot, *rest in fields],
                rename={slot.attribute: names.get(slot.attribute, slot.key) for slot, *_ in fields},
                tag_field=None if tag is None else "__typename",
                tag=tag,
                kw_only=True,
                eq=False,
                gc=False,
            )
        return known


def _is_tagged_as_it_stands(shape: Shape, by: Brings) -> bool:
    """Whether the tag is what the client asked for first, and nothing else was asked under another key."""
    first = next(iter(shape.slots.values()), None)
    return (
        first is not None
        and first.key == "__typename"
        and first.constant == shape.type_name
        and all(slot.wire_keys.get(by, slot.key) == slot.key for slot in shape.slots.values())
    )


def _cannot_be_filled(shape: Shape) -> bool:
    """Whether an object of this type would always break a promise: it then goes the general way."""
    return any(
        slot.shown and not slot.wire_keys and isinstance(slot.type, GraphQLNonNull) for slot in shape.slots.values()
    )
