"""MISSING_TRANSITIVE_AUTH_REQUIREMENTS: a field made from protected fields is protected no less than they are."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.field_sets import selected_fields
from gateway.composition.merged import Federation
from gateway.composition.merging.requirements import implies, requirements
from gateway.composition.result import CompositionError
from gateway.composition.rules.field_set_places import Place, places
from gateway.composition.subgraph import Application, named
from gateway.composition.wording import applied, error_in

CODE = "MISSING_TRANSITIVE_AUTH_REQUIREMENTS"


def missing_transitive_auth(federation: Federation) -> Iterator[CompositionError]:
    for place in places(federation):
        if place.prefix != "REQUIRES" or place.field is None:
            continue
        merged = federation.types[place.type.name]
        stated = [*requirements(merged.directives), *requirements(merged.fields[place.field.name].directives)]
        for coordinate, demanded in _demanded(federation, place):
            if not implies(stated, demanded):
                message = (
                    f'"{place.coordinate}" is made from "{coordinate}", which demands {applied(demanded)}; '
                    "it has to demand that too"
                )
                yield error_in(place.subgraph, CODE, message, place.application.node)


def _demanded(federation: Federation, place: Place) -> Iterator[tuple[str, Application]]:
    text = place.application.text("fields") or ""
    for type_name, field_name in dict.fromkeys(selected_fields(place.subgraph.schema, place.on, text)):
        merged = federation.types.get(type_name)
        field = merged.fields.get(field_name) if merged else None
        if field is None or field.type is None:
            continue
        for one in requirements(field.directives):
            yield f"{type_name}.{field_name}", one
        returned = federation.types.get(named(field.type))
        for one in requirements(returned.directives) if returned else ():
            yield f"{type_name}.{field_name}", one
