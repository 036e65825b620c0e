"""REQUIRES_UNSUPPORTED_ON_INTERFACE, PROVIDES_UNSUPPORTED_ON_INTERFACE, and for `@key` before federation 2.3."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.rules.field_set_places import Place, places
from gateway.composition.subgraph import Kind
from gateway.composition.wording import applied, error_in

KEYS_ON_INTERFACES_SINCE = (2, 3)


def unsupported_on_interface(federation: Federation) -> Iterator[CompositionError]:
    for place in places(federation):
        if place.type.kind is Kind.INTERFACE and not _is_key_of_its_time(place):
            what = f'{applied(place.application)} cannot stand on "{place.coordinate}"'
            message = f'{what}: "{place.type.name}" is an interface'
            yield error_in(place.subgraph, f"{place.prefix}_UNSUPPORTED_ON_INTERFACE", message, place.application.node)


def _is_key_of_its_time(place: Place) -> bool:
    version = place.subgraph.version
    return place.prefix == "KEY" and version is not None and version >= KEYS_ON_INTERFACES_SINCE
