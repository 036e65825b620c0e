"""Writes the supergraph SDL of merged subgraphs (join v0.5)."""

from gateway.composition.writing.supergraph import write_supergraph

__all__ = ["write_supergraph"]
