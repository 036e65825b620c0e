"""Where in the rule files something about a coordinate of the schema is best put right."""

from __future__ import annotations

from gateway.visibility.policies import Policies
from gateway.visibility.rules import Place

SCHEMA = Place("schema", 0)
"""Where the rule files say nothing of the kind."""


def place_deciding(policies: Policies, coordinate: str) -> Place:
    """The first audience rule that decides this coordinate."""
    position = policies.coordinates.positions[coordinate]
    places = (one.rule.place for one in policies.audience.rules if one.bits >> position & 1)
    return min(places, default=SCHEMA)


def place_of_siblings(policies: Policies, coordinate: str) -> Place:
    """The first audience rule that decides another field of the same type."""
    owner = coordinate.partition(".")[0]
    siblings = policies.coordinates.bits(name for name in policies.coordinates.fields if name.startswith(f"{owner}."))
    places = (one.rule.place for one in policies.audience.rules if one.bits & siblings)
    return min(places, default=SCHEMA)
