"""Reads a supergraph SDL into the frozen tables that planning asks."""

from gateway.supergraph.reader import read_supergraph
from gateway.supergraph.tables import (
    ContextArgument,
    Key,
    SubgraphField,
    SubgraphInfo,
    SubgraphType,
    Supergraph,
)

__all__ = ["ContextArgument", "Key", "SubgraphField", "SubgraphInfo", "SubgraphType", "Supergraph", "read_supergraph"]
