"""PROVIDES_ON_NON_OBJECT_FIELD: only a field with fields below it can provide them."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.rules.field_set_places import places
from gateway.composition.subgraph import Kind
from gateway.composition.wording import applied, error_in


def provides_on_non_object_field(federation: Federation) -> Iterator[CompositionError]:
    for place in places(federation):
        provided = place.subgraph.types.get(place.on)
        composite = provided is not None and provided.kind in (Kind.OBJECT, Kind.INTERFACE, Kind.UNION)
        if place.prefix == "PROVIDES" and not composite:
            what = f'{applied(place.application)} on "{place.coordinate}"'
            message = f'{what}: "{place.on}" has no fields that could be provided'
            yield error_in(place.subgraph, "PROVIDES_ON_NON_OBJECT_FIELD", message, place.application.node)
