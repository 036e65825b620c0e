"""Reads one subgraph SDL into the model that merging and the rules share."""

from gateway.composition.reading.names import wrong_names
from gateway.composition.reading.reader import read_subgraph

__all__ = ["read_subgraph", "wrong_names"]
