"""KEY_FIELDS_HAS_ARGS, PROVIDES_FIELDS_HAS_ARGS: no arguments in keys and provisions; `@requires` may pass them."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.field_sets import selected_fields
from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.rules.field_set_places import places
from gateway.composition.wording import applied, error_in


def selected_fields_with_arguments(federation: Federation) -> Iterator[CompositionError]:
    for place in places(federation):
        if place.prefix not in ("KEY", "PROVIDES"):
            continue
        text = place.application.text("fields") or ""
        for type_name, field_name in dict.fromkeys(selected_fields(place.subgraph.schema, place.on, text)):
            one = place.subgraph.types.get(type_name)
            field = one.fields.get(field_name) if one else None
            if field is not None and field.arguments:
                message = (
                    f'on "{place.coordinate}", for {applied(place.application)}: '
                    f'field "{type_name}.{field_name}" has arguments and cannot be part of it'
                )
                yield error_in(
                    place.subgraph, f"{place.prefix}_FIELDS_HAS_ARGS", message, place.application.node, field.node
                )
