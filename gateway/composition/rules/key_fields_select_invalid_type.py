"""KEY_FIELDS_SELECT_INVALID_TYPE: a key is made of objects and leaves, not of interfaces or unions."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.field_sets import selected_fields
from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.rules.field_set_places import places
from gateway.composition.subgraph import Kind, named
from gateway.composition.wording import applied, error_in


def key_fields_select_invalid_type(federation: Federation) -> Iterator[CompositionError]:
    for place in places(federation):
        if place.prefix != "KEY":
            continue
        types = place.subgraph.types
        text = place.application.text("fields") or ""
        for type_name, field_name in dict.fromkeys(selected_fields(place.subgraph.schema, place.on, text)):
            field = types[type_name].fields.get(field_name) if type_name in types else None
            selected = types.get(named(field.type)) if field else None
            if field and selected and selected.kind in (Kind.INTERFACE, Kind.UNION):
                message = (
                    f'on "{place.coordinate}", for {applied(place.application)}: "{type_name}.{field_name}" has '
                    f'the {selected.kind} type "{selected.name}", which cannot be part of a key'
                )
                yield error_in(
                    place.subgraph, "KEY_FIELDS_SELECT_INVALID_TYPE", message, place.application.node, field.node
                )
