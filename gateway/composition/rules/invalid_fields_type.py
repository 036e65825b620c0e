"""KEY_INVALID_FIELDS_TYPE, REQUIRES_INVALID_FIELDS_TYPE, PROVIDES_INVALID_FIELDS_TYPE: `fields` must be a string."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.rules.field_set_places import places
from gateway.composition.wording import applied, error_in


def invalid_fields_type(federation: Federation) -> Iterator[CompositionError]:
    for place in places(federation):
        if place.application.text("fields") is None:
            message = f'on "{place.coordinate}", {applied(place.application)}: "fields" must be a string'
            yield error_in(place.subgraph, f"{place.prefix}_INVALID_FIELDS_TYPE", message, place.application.node)
