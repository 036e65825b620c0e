"""The public schema of the portal, as the gateway reads it from the checked-in supergraph."""

from __future__ import annotations

from functools import cache

from graphql import GraphQLSchema

from gateway.supergraph import read_supergraph
from werktor.settings import ROOT

POLICY_FOLDER = ROOT / "policies"


@cache
def public_schema() -> GraphQLSchema:
    """One schema for the whole test run; nobody changes it."""
    return read_supergraph((ROOT / "schema.graphql").read_text(encoding="utf-8")).public_schema
