"""OVERRIDE_FROM_SELF_ERROR, OVERRIDE_ON_INTERFACE, OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE.

A field is taken over from another subgraph, where a subgraph resolves it, by one that resolves it itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Field, Kind, Subgraph, Type
from gateway.composition.wording import applied, error_in

COLLIDING = ("external",)


def override_usage(federation: Federation) -> Iterator[CompositionError]:
    for subgraph in federation.subgraphs.values():
        for one, field in subgraph.fields():
            yield from _errors(subgraph, one, field)


def _errors(subgraph: Subgraph, one: Type, field: Field) -> Iterator[CompositionError]:
    override = field.application("override")
    if override is None:
        return
    coordinate = f"{one.name}.{field.name}"
    what = f'{applied(override)} on "{coordinate}"'
    if one.kind is Kind.INTERFACE:
        message = f"{what}: an interface field is resolved by no subgraph and cannot be taken over"
        yield error_in(subgraph, "OVERRIDE_ON_INTERFACE", message, override.node)
    if override.text("from") == subgraph.name:
        yield error_in(
            subgraph,
            "OVERRIDE_FROM_SELF_ERROR",
            f"{what} names its own subgraph as the one to take over from",
            override.node,
        )
    for name in COLLIDING:
        if field.has(name):
            message = f"{what} contradicts @{name} on the same field"
            yield error_in(subgraph, "OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE", message, override.node)
