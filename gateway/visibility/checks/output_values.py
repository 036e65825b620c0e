"""No rule names a value of an enum that answers hold: such a value cannot be hidden (clause d of the closure)."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import GraphQLSchema

from gateway.visibility.closure.output_enums import output_enums
from gateway.visibility.findings import Finding
from gateway.visibility.policies import Policies


def hidden_output_values(policies: Policies, schema: GraphQLSchema) -> Iterator[Finding]:
    """Rules and group lines that name values of output enums."""
    values = {f"{enum.name}.{value}" for enum in output_enums(schema) for value in enum.values}
    named = [(compiled.rule.pattern, compiled.rule.place) for compiled in policies.rules()]
    named += [(one.member, one.place) for one in policies.lines.groups]
    for name, place in named:
        if name in values:
            reason = f"{name} is a value that answers may hold, so it cannot be hidden"
            yield Finding(place.file, place.line, reason, "rule the fields that return it")
