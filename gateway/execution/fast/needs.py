"""What is needed to say who an object is: where it stands, what kind of value it is, and who has found it before."""

from __future__ import annotations

from dataclasses import dataclass

from graphql import GraphQLSchema, get_named_type

from gateway.execution.fast.leaves import list_depth
from gateway.execution.fast.places import Brings, Place, Slot
from gateway.execution.fast.problems import NotFastError
from gateway.model.plan import Need

HASHABLE = frozenset({"Int", "String", "Boolean", "ID"})

Target = tuple[Place, frozenset[str]]
"""A place and the object types meant there."""


@dataclass(frozen=True, slots=True)
class Group:
    """Objects found by an earlier call at the same paths by these needs; `by` are the calls that used it."""

    name: str
    fetch: int
    needs: tuple[Need, ...]
    by: set[Brings]


@dataclass(frozen=True, slots=True)
class Finding:
    """How a call finds its objects: `leader` is the call that walks to them, itself or an earlier one.

    `needs` are leaves by whose values equal objects are told; none where objects are told by a digest.
    """

    name: str
    leader: str
    needs: tuple[Need, ...]
    targets: list[Target]

    @property
    def walks(self) -> bool:
        return self.leader == self.name


def need_slots(need: Need, places: list[Target]) -> list[Slot]:
    """Where what is needed stands in each type at these places; raises NotFastError when it is brought nowhere."""
    found = [place.shapes[name].slots.get(need.key) for place, types in places for name in types]
    slots = [slot for slot in found if slot is not None and slot.type is not None]
    if len(slots) != len(found):
        raise NotFastError("a need that no fetch brings")
    return slots


def set_later(need: Need, places: list[Target]) -> list[Slot]:
    """Those slots of a need that are set after their object was made."""
    return [
        slot
        for place, types in places
        for slot in need_slots(need, [(place, types)])
        if place.made_by not in slot.wire_keys
    ]


def is_hashable(schema: GraphQLSchema, need: Need, targets: list[Target]) -> bool:
    """Whether equal values are equal as keys of a dict: `1` and `1.0` are, and so no numbers with a point."""
    for slot in need_slots(need, targets):
        if need.needs or slot.type is None or list_depth(slot.type):
            return False
        named = get_named_type(slot.type)
        if named.name not in HASHABLE and not hasattr(schema.type_map[named.name], "values"):
            return False
        if not slot.shown and named.name != "ID" and named.name not in HASHABLE:
            return False
    return True


def is_brought_by(group: Group, more: tuple[Need, ...], targets: list[Target]) -> bool:
    """Whether equal objects of the group surely have equal values of what is needed more."""
    return all(
        not need.needs and slot.below is None and slot.wire_keys.keys() <= group.by
        for need in more
        for slot in need_slots(need, targets)
    )


def with_needs(targets: list[Target], needs: tuple[Need, ...]) -> list[Target]:
    """Without the types of which what is needed is never asked: their objects cannot be represented."""
    kept = [
        (place, frozenset(name for name in types if all(need.key in place.shapes[name].slots for need in needs)))
        for place, types in targets
    ]
    return [(place, types) for place, types in kept if types]
