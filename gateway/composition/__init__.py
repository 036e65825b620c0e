"""Composes subgraph SDLs into one supergraph SDL, or says in which subgraph what has to change."""

from gateway.composition.compose import compose
from gateway.composition.result import (
    CompositionError,
    CompositionResult,
    Hint,
    HintLevel,
    Location,
    SubgraphDefinition,
)

__all__ = ["CompositionError", "CompositionResult", "Hint", "HintLevel", "Location", "SubgraphDefinition", "compose"]
