"""QUERY_ROOT_TYPE_INACCESSIBLE: without its query root there is no schema for clients."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.rules.api_elements import INACCESSIBLE, hidden_error


def query_root_inaccessible(federation: Federation) -> Iterator[CompositionError]:
    root = federation.types.get("Query")
    if root is not None and root.has(INACCESSIBLE):
        message = 'the query root "Query" cannot be @inaccessible'
        yield hidden_error(federation, "QUERY_ROOT_TYPE_INACCESSIBLE", message, root)
