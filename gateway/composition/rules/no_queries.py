"""NO_QUERIES: a supergraph has at least one query field."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.wording import in_subgraphs


def no_queries(federation: Federation) -> Iterator[CompositionError]:
    if "Query" not in federation.types:
        among = f" ({in_subgraphs(federation.subgraphs)})" if federation.subgraphs else ""
        yield CompositionError("NO_QUERIES", f"no subgraph has a query{among}; a supergraph needs at least one")
