"""The places of a merged answer: which objects can stand there, which keys they have, and which fetch brings each.

A place holds one shape per object type. The keys of a shape are those the client sees, in their order, and after them
those that only the plan needs. Conditions are already decided here: a fast form is made for each set of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
)

from gateway.execution.fast.leaves import is_leaf
from gateway.execution.fast.problems import NotFastError
from gateway.execution.projection import Projector
from gateway.model.operation import Selection
from gateway.model.plan import FetchField, FetchSelection, Path, Plan

MAX_SHAPES = 2_000
"""Abstract places multiply; what has more than this is not worth its memory."""

Brings = tuple[int, int | None]
"""Who brings a key: the fetch, and which of its entity calls."""


@dataclass(slots=True, eq=False)
class Slot:
    """A key of an object. `type` is None where the answer is a constant: a type name, or null for what is masked."""

    key: str
    attribute: str
    shown: bool
    type: GraphQLOutputType | None
    constant: str | None = None
    below: Place | None = None
    wire_keys: dict[Brings, str] = field(default_factory=dict)
    """The key in each answer that brings it; the first is the one that makes the objects below."""

    @property
    def made_by(self) -> Brings | None:
        return next(iter(self.wire_keys), None)


@dataclass(slots=True, eq=False)
class Shape:
    type_name: str
    slots: dict[str, Slot]

    def brought_by(self, by: Brings) -> list[Slot]:
        return [slot for slot in self.slots.values() if by in slot.wire_keys]


@dataclass(slots=True, eq=False)
class Place:
    """`typed_by` are the answers that tell the real type of the object here, `made_by` the one that makes it.

    `keys` lead here, lists passed through; `selections` are the client's, and `seen` whether he sees the place at all.
    The shapes are there as soon as an answer brings something.
    """

    type_name: str
    keys: tuple[str, ...]
    selections: tuple[Selection, ...]
    seen: bool
    slot: Slot | None = None
    is_abstract: bool = False
    shapes: dict[str, Shape] = field(default_factory=dict)
    typed_by: set[Brings] = field(default_factory=set)

    @property
    def made_by(self) -> Brings:
        made_by = None if self.slot is None else self.slot.made_by
        if made_by is None:
            raise NotFastError("objects that no fetch brings")
        return made_by


class Places:
    """The tree of one plan under one set of conditions; raises NotFastError for what has no fast form."""

    def __init__(self, plan: Plan, schema: GraphQLSchema, projector: Projector, variables: Mapping[str, Any]) -> None:
        self.projector = projector
        self._schema = schema
        self._variables = variables
        self._attributes: dict[str, str] = {}
        self._count = 0
        self.paths: dict[Brings, tuple[Path, ...]] = {}
        """For each entity call that runs the paths that lead somewhere under these conditions."""
        self._typed = {
            tuple(step.key for step in path if step.key)
            for fetch in plan.fetches
            for call in fetch.calls
            if _tells_type(call.selections) and call.guard.holds(variables)
            for path in call.paths
        }
        self.root = Place(plan.operation.root_type, (), plan.operation.selections, seen=True)
        self._open(self.root, ())
        for fetch in plan.fetches:
            if not fetch.calls and fetch.guard.holds(variables):
                self._bring(self.root, fetch.selections, (fetch.id, None))
            for index, call in enumerate(fetch.calls):
                if call.guard.holds(variables):
                    found = {path: places for path in call.paths if (places := self.at(path))}
                    self.paths[fetch.id, index] = tuple(found)
                    for place, types in (one for places in found.values() for one in places):
                        self._bring(place, call.selections, (fetch.id, index), types)

    def at(self, path: Path) -> list[tuple[Place, frozenset[str]]]:
        """The places at a path, each with the object types meant there; none where no fetch brings the objects."""
        found = [(self.root, frozenset(self.root.shapes))]
        for step in path:
            if step.key:
                slots = [place.shapes[name].slots.get(step.key) for place, types in found for name in sorted(types)]
                below = [slot.below for slot in slots if slot and slot.wire_keys and slot.below is not None]
                found = [(place, frozenset(place.shapes)) for place in dict.fromkeys(below)]
            if step.types is not None:
                found = [(place, types & step.types) for place, types in found if types & step.types]
        return found

    def attribute(self, key: str) -> str:
        return self._attributes.setdefault(key, f"f{len(self._attributes)}")

    def _open(self, place: Place, brought: tuple[FetchSelection, ...]) -> None:
        """Gives a place its shapes, now that an answer brings something of it."""
        kind = (self.projector.schema if place.seen else self._schema).type_map[place.type_name]
        names = [place.type_name]
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            if _tells_type(brought):
                place.is_abstract = True
                names = [one.name for one in self._possible(kind, seen=place.seen)]
            elif place.keys in self._typed or isinstance(kind, GraphQLUnionType):
                raise NotFastError("a type that is learnt later")
            # Otherwise an interface object stands for its interface: nobody asks what it really is.
        self._count += len(names)
        if self._count > MAX_SHAPES:
            raise NotFastError("too many shapes")
        place.shapes = {name: self._shape(place, name) for name in names}

    def _possible(self, kind: GraphQLInterfaceType | GraphQLUnionType, *, seen: bool) -> list[GraphQLObjectType]:
        if not seen:
            return list(self._schema.get_possible_types(kind))
        return [one for one in self.projector.schema.get_possible_types(kind) if self.projector.is_visible(one.name)]

    def _shape(self, place: Place, type_name: str) -> Shape:
        shape = Shape(type_name, {})
        for asked in self.projector.asked(place.selections, type_name) if place.selections else ():
            if not asked.guard.holds(self._variables):
                continue
            slot = Slot(asked.key, self.attribute(asked.key), True, asked.type)
            if asked.type is None:
                if asked.name.startswith("__") and asked.name != "__typename":
                    raise NotFastError("introspection")
                slot.constant = type_name if asked.name == "__typename" else None
            elif not is_leaf(self.projector.schema, get_named_type(asked.type).name):
                named = get_named_type(asked.type).name
                slot.below = Place(named, (*place.keys, asked.key), asked.selections, seen=True, slot=slot)
            shape.slots[asked.key] = slot
        return shape

    def _bring(
        self, place: Place, selections: tuple[FetchSelection, ...], by: Brings, types: frozenset[str] | None = None
    ) -> None:
        if not place.shapes:
            self._open(place, selections)
        for one in selections:
            if not isinstance(one, FetchField):
                narrowed = one.types if types is None else one.types & types
                self._bring(place, one.selections, by, narrowed)
            elif one.name == "__typename" and one.key == "__typename":
                place.typed_by.add(by)
            elif one.guard.holds(self._variables):
                for name, shape in place.shapes.items():
                    if types is None or name in types:
                        self._bring_field(place, shape, one, by)

    def _bring_field(self, place: Place, shape: Shape, one: FetchField, by: Brings) -> None:
        key = one.rename or one.key
        slot = shape.slots.get(key)
        if slot is None:
            slot = shape.slots[key] = self._hidden(place, shape, key, one.name)
        if slot.type is None:
            raise NotFastError("a fetched key that is answered by a constant")
        slot.wire_keys.setdefault(by, one.key)
        if slot.below is not None:
            self._bring(slot.below, one.selections, by)

    def _hidden(self, place: Place, shape: Shape, key: str, name: str) -> Slot:
        """What only the plan needs; its type is looked up in the whole schema, as the client may not know it."""
        kind = self._schema.type_map[shape.type_name]
        if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) or name not in kind.fields:
            raise NotFastError("a needed field that its type does not have")
        type_ = kind.fields[name].type
        slot = Slot(key, self.attribute(key), False, type_)
        named = get_named_type(type_).name
        if not is_leaf(self._schema, named):
            slot.below = Place(named, (*place.keys, key), (), seen=False, slot=slot)
        return slot


def _tells_type(selections: tuple[FetchSelection, ...]) -> bool:
    return any(isinstance(one, FetchField) and one.key == one.name == "__typename" for one in selections)


def likeness(place: Place) -> object:
    """Equal for places of which everything is asked alike, here and below: only there equal objects may be one."""
    return (
        place.type_name,
        tuple(
            (name, key, slot.shown, tuple(slot.wire_keys.items()), slot.below and likeness(slot.below))
            for name, shape in place.shapes.items()
            for key, slot in shape.slots.items()
        ),
    )
