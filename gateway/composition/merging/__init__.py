"""Merges subgraphs into one supergraph; always succeeds, and leaves it to the rules to refuse the result."""

from gateway.composition.merging.federation import merge

__all__ = ["merge"]
