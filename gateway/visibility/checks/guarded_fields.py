"""Every field that carries money or a stock quantity belongs to a named group; `guarded.yaml` says which those are."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import GraphQLObjectType, GraphQLSchema, get_named_type

from gateway.visibility.checks.deciding_places import place_deciding
from gateway.visibility.findings import Finding
from gateway.visibility.policies import Policies


def ungrouped_fields(policies: Policies, schema: GraphQLSchema) -> Iterator[Finding]:
    """Guarded object fields outside of all groups, told where they are ruled in passing."""
    grouped = frozenset[str]().union(*policies.groups.values())
    for coordinate in policies.coordinates.fields:
        type_name, field_name = coordinate.split(".")
        type_ = schema.type_map[type_name]
        if not isinstance(type_, GraphQLObjectType) or coordinate in grouped:
            continue
        if policies.guarded.covers(coordinate, get_named_type(type_.fields[field_name].type).name):
            place = place_deciding(policies, coordinate)
            yield Finding(
                place.file,
                place.line,
                f"{coordinate} is a guarded field and belongs to no group",
                "put it into a group of fields.csv, or among the exceptions of guarded.yaml with the reason",
            )
