"""The public schema of the portal for tests that need no supergraph."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from graphql import GraphQLSchema, build_schema

POLICY_FOLDER = Path(__file__).parents[2] / "policies"


@cache
def public_schema() -> GraphQLSchema:
    """One schema for the whole test run; nobody changes it."""
    return build_schema(Path(__file__).with_suffix(".graphql").read_text(encoding="utf-8"))
