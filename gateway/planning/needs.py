"""What a representation is made of: fields of the object at hand under the keys they have in the merged answer."""

from __future__ import annotations

from gateway.model.operation import Field, Selection
from gateway.model.plan import Need
from gateway.planning.positions import Position
from gateway.supergraph import Supergraph
from gateway.supergraph.collect import collect


def needs_at(
    supergraph: Supergraph, position: Position, selections: tuple[Selection, ...], *, is_key: bool
) -> tuple[Need, ...]:
    """The needs of the objects at a place, which are all entered as one type."""
    return tuple(_need(supergraph, position, one, None, is_key) for one in collect(selections, position.type_name))


def needs_by_type(
    supergraph: Supergraph, position: Position, selections: tuple[Selection, ...], *, is_key: bool
) -> tuple[Need, ...]:
    """The needs where every object is told apart by its own type, as further down in a representation.

    What comes from an interface object has no type of its own: what is needed of every type alike is taken untyped.
    """
    if not supergraph.is_abstract(position.type_name) or _is_alike(supergraph, position, selections):
        return needs_at(supergraph, position, selections, is_key=is_key)
    return tuple(
        _need(supergraph, position.narrowed(type_name), one, frozenset([type_name]), is_key)
        for type_name in sorted(supergraph.possible[position.type_name])
        for one in collect(selections, type_name)
    )


def _is_alike(supergraph: Supergraph, position: Position, selections: tuple[Selection, ...]) -> bool:
    """Whether an interface object may bring the objects here, and all of them have what is needed under one key."""
    if not any(known.is_interface_object for known in supergraph.types[position.type_name].values()):
        return False
    fields = [one for one in selections if isinstance(one, Field) and not one.selections]
    return len(fields) == len(selections) and all(
        position.narrowed(type_name).key_for(one.name, one.arguments) == position.key_for(one.name, one.arguments)
        for one in fields
        for type_name in supergraph.possible[position.type_name]
    )


def _need(supergraph: Supergraph, position: Position, one: Field, types: frozenset[str] | None, is_key: bool) -> Need:
    key = position.key_for(one.name, one.arguments)
    if not one.selections:
        return Need(one.name, key, is_key, types=types)
    below = needs_by_type(supergraph, position.child(key, one.type_name), one.selections, is_key=is_key)
    return Need(one.name, key, is_key, below, supergraph.is_abstract(one.type_name), types)
