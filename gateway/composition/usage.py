"""What a subgraph's fields are used for besides answering: in keys, requirements, provisions and interfaces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gateway.composition.field_sets import selected_fields
from gateway.composition.subgraph import Field, Kind, Subgraph, Type, named

Coordinate = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Usage:
    """The (type, field) pairs of one subgraph by what they are used for."""

    keys: frozenset[Coordinate]
    required: frozenset[Coordinate]
    provided: frozenset[Coordinate]
    interfaces: frozenset[Coordinate]

    @property
    def all(self) -> frozenset[Coordinate]:
        return self.keys | self.required | self.provided | self.interfaces


def usage_of(subgraph: Subgraph) -> Usage:
    """Reads every field set of the subgraph; one that is broken counts as empty, its rule reports it."""
    return Usage(
        keys=frozenset(
            coordinate
            for one in subgraph.types.values()
            for key in one.applications("key")
            for coordinate in selected_fields(subgraph.schema, one.name, key.text("fields") or "")
        ),
        required=frozenset(
            coordinate
            for one, field in subgraph.fields()
            for coordinate in _selected(subgraph, field, "requires", one.name)
        ),
        provided=frozenset(
            coordinate
            for _, field in subgraph.fields()
            for coordinate in _selected(subgraph, field, "provides", named(field.type))
        ),
        interfaces=frozenset(_demanded_by_interfaces(subgraph)),
    )


def is_resolved(usage: Usage, one: Type, field: Field) -> bool:
    """Whether the subgraph answers the field somewhere: it is not external, or external and provided by a path."""
    return not field.is_external or (one.name, field.name) in usage.provided


def _selected(subgraph: Subgraph, field: Field, directive: str, on: str) -> Iterator[Coordinate]:
    for application in field.applications(directive):
        yield from selected_fields(subgraph.schema, on, application.text("fields") or "")


def _demanded_by_interfaces(subgraph: Subgraph) -> Iterator[Coordinate]:
    for one in subgraph.types.values():
        if one.kind is Kind.OBJECT:
            for name in one.interfaces:
                interface = subgraph.types.get(name)
                yield from ((one.name, field) for field in (interface.fields if interface else ()))
