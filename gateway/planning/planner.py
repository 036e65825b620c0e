"""Operation -> plan. Pure: the same supergraph, operation and active labels always give the same plan."""

from __future__ import annotations

from gateway.model.operation import Operation
from gateway.model.plan import Plan
from gateway.planning.builder import Builder
from gateway.planning.freezing import freeze
from gateway.planning.merging import in_order, merge_entries, reduce_waits
from gateway.supergraph import Supergraph


def plan(supergraph: Supergraph, operation: Operation, labels: frozenset[str] = frozenset()) -> Plan:
    """The cheapest plan found; raises ClientError OPERATION_PLANNING_ERROR when a field cannot be reached.

    `labels` are the active labels of progressive overrides.
    """
    drafts = merge_entries(Builder(supergraph.under(labels), operation).build())
    reduce_waits(drafts)
    return Plan(operation, freeze(in_order(drafts)))
