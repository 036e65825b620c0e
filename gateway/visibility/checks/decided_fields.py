"""Every object field is decided by some audience rule; a field nobody thought of is a finding, not a default."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.visibility.checks.deciding_places import place_of_siblings
from gateway.visibility.findings import Finding
from gateway.visibility.policies import Policies


def undecided_fields(policies: Policies) -> Iterator[Finding]:
    """The object fields that no `p` rule names, alone, by group or by glob; told where others of the type are ruled."""
    decided = 0
    for compiled in policies.audience.rules:
        decided |= compiled.bits
    for name in policies.coordinates.fields:
        if not decided >> policies.coordinates.positions[name] & 1:
            place = place_of_siblings(policies, name)
            way_out = "say in a rule file who may see it, or put it into a group of fields.csv"
            yield Finding(place.file, place.line, f"no rule decides {name}", way_out)
