"""Decides, before anything runs, which subgraph is asked for what, and in which order."""

from gateway.planning.planner import plan

__all__ = ["plan"]
