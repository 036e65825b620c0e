"""From policy files to `Policies`, or to everything that is wrong with it."""

from __future__ import annotations

from dataclasses import replace

from graphql import GraphQLSchema

from gateway.visibility.administration import OPERATIONS
from gateway.visibility.casbin_reading import enforcer_of
from gateway.visibility.case_reading import read_cases
from gateway.visibility.checks import check
from gateway.visibility.checks.broken_cases import broken_cases
from gateway.visibility.checks.broken_orders import broken_orders
from gateway.visibility.checks.decided_fields import undecided_fields
from gateway.visibility.checks.known_names import unknown_in_rules
from gateway.visibility.checks.read_files import unread_files
from gateway.visibility.compiled import compile_axis, group_members
from gateway.visibility.coordinates import coordinates_of
from gateway.visibility.files import PolicyFiles
from gateway.visibility.findings import PolicyError
from gateway.visibility.guarded import read_guarded
from gateway.visibility.order_reading import read_orders
from gateway.visibility.policies import Policies
from gateway.visibility.pruning import unrestricted
from gateway.visibility.reader import read_policy_lines
from gateway.visibility.role_table import role_table
from gateway.visibility.rules import Axis
from gateway.visibility.visible_schemas import VisibleSchemas


def load_policies(files: PolicyFiles, schema: GraphQLSchema, *, strict: bool) -> Policies:
    """Reads, lints and compiles policy files for a public schema.

    Raises PolicyError with file and line: strict for everything `check` finds, otherwise only for unreadable files,
    unknown roles and groups, and cases and orders that do not hold, so that schema and policies can be rolled out one
    after the other; the rest is then in `warnings`.
    """
    policies = compiled_policies(files, schema)
    if strict:
        findings = tuple(sorted({*check(policies, schema), *unread_files(files)}))
    else:
        everything = unrestricted(schema).coordinates | policies.coordinates.operations
        findings = (*broken_cases(policies, everything), *broken_orders(policies))
        borne = (*unknown_in_rules(policies), *undecided_fields(policies), *unread_files(files))
        policies = replace(policies, warnings=borne)
    if findings:
        raise PolicyError(findings)
    return policies


def compiled_policies(files: PolicyFiles, schema: GraphQLSchema) -> Policies:
    """Reads, lints and compiles only: what one needs to show findings instead of raising them."""
    lines = read_policy_lines(files)
    coordinates = coordinates_of(schema, OPERATIONS)
    groups = group_members(lines.groups)
    return Policies(
        lines=lines,
        coordinates=coordinates,
        roles=role_table(lines, enforcer_of(lines)),
        audience=compile_axis(lines, Axis.AUDIENCE, coordinates, groups),
        functions=compile_axis(lines, Axis.FUNCTION, coordinates, groups),
        groups=groups,
        schemas=VisibleSchemas(schema, coordinates),
        cases=read_cases(files),
        orders=read_orders(files),
        guarded=read_guarded(files),
    )
