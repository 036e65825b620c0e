"""Everything that must hold before policies and schema of one commit may go live together."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import GraphQLSchema

from gateway.visibility.checks.broken_cases import broken_cases
from gateway.visibility.checks.broken_orders import broken_orders
from gateway.visibility.checks.closed_schemas import closed_schema_findings
from gateway.visibility.checks.decided_fields import undecided_fields
from gateway.visibility.checks.exercised_rules import unexercised_rules
from gateway.visibility.checks.guarded_fields import ungrouped_fields
from gateway.visibility.checks.known_names import unknown_in_cases, unknown_in_orders, unknown_in_rules
from gateway.visibility.checks.output_values import hidden_output_values
from gateway.visibility.checks.shadowed_rules import shadowed_rules
from gateway.visibility.checks.swallowed_members import swallowed_members
from gateway.visibility.findings import Finding
from gateway.visibility.policies import Policies
from gateway.visibility.pruning import unrestricted


def check(policies: Policies, schema: GraphQLSchema) -> tuple[Finding, ...]:
    """All findings, sorted by place; empty when the policies may go live with this public schema."""
    return tuple(sorted(set(_findings(policies, schema))))


def _findings(policies: Policies, schema: GraphQLSchema) -> Iterator[Finding]:
    everything = unrestricted(schema).coordinates | policies.coordinates.operations
    yield from unknown_in_rules(policies)
    yield from unknown_in_cases(policies, everything)
    yield from unknown_in_orders(policies)
    yield from undecided_fields(policies)
    yield from ungrouped_fields(policies, schema)
    yield from hidden_output_values(policies, schema)
    yield from swallowed_members(policies)
    yield from broken_cases(policies, everything)
    yield from broken_orders(policies)
    yield from shadowed_rules(policies)
    yield from unexercised_rules(policies)
    yield from closed_schema_findings(policies, schema)
