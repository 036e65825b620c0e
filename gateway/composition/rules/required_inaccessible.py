"""REQUIRED_INACCESSIBLE: what must be given cannot be hidden from those who should give it."""

from __future__ import annotations

from collections.abc import Iterator

from graphql.language import NonNullTypeNode

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.rules.api_elements import api_inputs, hidden_error


def required_inaccessible(federation: Federation) -> Iterator[CompositionError]:
    for one in api_inputs(federation, hidden=True):
        if isinstance(one.input.type, NonNullTypeNode) and one.input.default is None:
            message = f'"{one.coordinate}" is @inaccessible, but required'
            yield hidden_error(federation, "REQUIRED_INACCESSIBLE", message, one.input)
