"""From a policy folder to `Policies`, or to everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

from graphql import GraphQLSchema

from gateway.visibility.casbin_reading import enforcer_of
from gateway.visibility.compiled import compile_axis, group_members
from gateway.visibility.coordinates import coordinates_of
from gateway.visibility.policies import Policies
from gateway.visibility.reader import read_policy_lines
from gateway.visibility.role_table import role_table
from gateway.visibility.rules import Axis
from gateway.visibility.visible_schemas import VisibleSchemas


def load_policies(directory: Path, schema: GraphQLSchema, *, strict: bool) -> Policies:
    """Reads, lints and compiles a policy folder for a public schema. Raises PolicyError with file and line."""
    lines = read_policy_lines(directory)
    coordinates = coordinates_of(schema)
    groups = group_members(lines.groups)
    return Policies(
        revision=lines.revision,
        schemas=VisibleSchemas(schema, coordinates),
        coordinates=coordinates,
        roles=role_table(lines, enforcer_of(lines)),
        audience=compile_axis(lines, Axis.AUDIENCE, coordinates, groups),
        functions=compile_axis(lines, Axis.FUNCTION, coordinates, groups),
        groups=groups,
    )
