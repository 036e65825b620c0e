"""INCONSISTENT_ENTITY: a type that is an entity in some subgraphs only."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import Hint, HintLevel
from gateway.composition.subgraph import Kind
from gateway.composition.wording import in_subgraphs


def inconsistent_entities(federation: Federation) -> Iterator[Hint]:
    for merged in federation.types.values():
        keyed = [graph for graph, one in merged.sources.items() if one.has("key")]
        bare = [graph for graph in merged.sources if graph not in keyed]
        if merged.kind is Kind.OBJECT and keyed and bare:
            message = f'"{merged.name}" has a @key in {in_subgraphs(keyed)}, but none in {in_subgraphs(bare)}'
            yield Hint("INCONSISTENT_ENTITY", HintLevel.INFO, message)
