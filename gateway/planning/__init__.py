"""Decides, before anything runs, which subgraph is asked for what, and in which order."""

from gateway.planning.hidden_types import telling_types
from gateway.planning.override_labels import active_labels, labels_met
from gateway.planning.planner import plan

__all__ = ["active_labels", "labels_met", "plan", "telling_types"]
