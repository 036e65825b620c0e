"""The steps of composition: read each subgraph, merge, check, hint, write."""

from __future__ import annotations

from collections.abc import Sequence

from gateway.composition.hints import HINTS
from gateway.composition.merging import merge
from gateway.composition.reading import read_subgraph, wrong_names
from gateway.composition.result import CompositionError, CompositionResult, SubgraphDefinition
from gateway.composition.rules import RULES
from gateway.composition.subgraph import Subgraph
from gateway.composition.writing import write_supergraph


def compose(subgraphs: Sequence[SubgraphDefinition]) -> CompositionResult:
    """Composes; the result does not depend on the order of the subgraphs.

    Rules of a later stage rely on what earlier stages have found right, so the first stage with errors is the last.
    """
    misnamed = tuple(wrong_names(subgraphs))
    if misnamed:
        return CompositionResult(None, misnamed)
    read = [read_subgraph(one) for one in sorted(subgraphs, key=lambda one: one.name)]
    unreadable = tuple(error for one in read if not isinstance(one, Subgraph) for error in one)
    if unreadable:
        return CompositionResult(None, unreadable)
    federation = merge(one for one in read if isinstance(one, Subgraph))
    for stage in RULES:
        errors: tuple[CompositionError, ...] = tuple(error for rule in stage for error in rule(federation))
        if errors:
            return CompositionResult(None, errors)
    hints = tuple(hint for source in HINTS for hint in source(federation))
    return CompositionResult(write_supergraph(federation), hints=hints)
