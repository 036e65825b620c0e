"""INVALID_SUBGRAPH_NAME: names tell subgraphs apart in errors, plans and settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gateway.composition.result import CompositionError, SubgraphDefinition

CODE = "INVALID_SUBGRAPH_NAME"
RESERVED = "_"


def wrong_names(subgraphs: Sequence[SubgraphDefinition]) -> Iterator[CompositionError]:
    """Names that are empty, reserved, or used twice."""
    for name, times in sorted(Counter(one.name for one in subgraphs).items()):
        if not name.strip():
            yield CompositionError(CODE, "a subgraph has no name")
        elif name == RESERVED:
            yield CompositionError(CODE, f'"{RESERVED}" is reserved and cannot be the name of a subgraph')
        elif times > 1:
            yield CompositionError(CODE, f'{times} subgraphs are named "{name}"; each needs a name of its own')
