"""IMPLEMENTED_BY_INACCESSIBLE: an implementation shows the fields and arguments that its interface shows."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation, MergedType
from gateway.composition.result import CompositionError
from gateway.composition.rules.api_elements import INACCESSIBLE, api_types, hidden_error

CODE = "IMPLEMENTED_BY_INACCESSIBLE"


def implemented_by_inaccessible(federation: Federation) -> Iterator[CompositionError]:
    for merged in api_types(federation):
        for name in merged.interfaces:
            interface = federation.types.get(name)
            if interface is not None and not interface.has(INACCESSIBLE):
                yield from _errors(federation, merged, interface)


def _errors(federation: Federation, merged: MergedType, interface: MergedType) -> Iterator[CompositionError]:
    for field in merged.fields.values():
        shown = interface.fields.get(field.name)
        if shown is None or shown.has(INACCESSIBLE):
            continue
        coordinate = f"{merged.name}.{field.name}"
        if field.has(INACCESSIBLE):
            message = f'"{coordinate}" is @inaccessible, but implements "{interface.name}.{field.name}", which is not'
            yield hidden_error(federation, CODE, message, field)
            continue
        for argument in field.arguments.values():
            other = shown.arguments.get(argument.name)
            if argument.has(INACCESSIBLE) and other is not None and not other.has(INACCESSIBLE):
                message = (
                    f'"{coordinate}({argument.name}:)" is @inaccessible, but implements '
                    f'"{interface.name}.{field.name}({argument.name}:)", which is not'
                )
                yield hidden_error(federation, CODE, message, argument)
