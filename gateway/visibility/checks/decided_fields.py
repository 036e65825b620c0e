"""Every object field is decided by some audience rule; a field nobody thought of is a finding, not a default."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.visibility.findings import Finding
from gateway.visibility.policies import Policies


def undecided_fields(policies: Policies) -> Iterator[Finding]:
    """The object fields that no `p` rule names, alone, by group or by glob."""
    decided = 0
    for compiled in policies.audience.rules:
        decided |= compiled.bits
    for name in policies.coordinates.fields:
        if not decided >> policies.coordinates.positions[name] & 1:
            yield Finding("schema", 0, f"no rule decides {name}", "say in a rule file who may see it")
