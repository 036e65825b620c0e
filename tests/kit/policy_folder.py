"""Small policy folders for tests: the real model, with rules of the test's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from graphql import GraphQLSchema, build_schema

from gateway.visibility.files import read_folder
from gateway.visibility.loading import load_policies
from gateway.visibility.policies import Policies
from tests.kit.public_schema import POLICY_FOLDER

ROLES = """
g, kind:visitor, visitor
g, kind:dealer, dealer
g, dealer, visitor
g, machine:till, till
g, function:all, all
g, function:buyer, buyer
"""
ALL_FUNCTIONS = """
p2, all, *, read, allow
p2, all, *, call, allow
p2, all, *, subscribe, allow
"""


def write_policies(
    folder: Path,
    rules: str,
    *,
    roles: str = ROLES,
    fields: str = "g2, Query.a, @unused",
    functions: str = ALL_FUNCTIONS,
    others: Mapping[str, str] | None = None,
) -> Path:
    """Writes a policy folder; `rules` are the lines of `rules.csv`, `others` further files by relative path."""
    files = {
        "model.conf": (POLICY_FOLDER / "model.conf").read_text(encoding="utf-8"),
        "roles.csv": roles,
        "fields.csv": fields,
        "rules.csv": rules,
        "functions.csv": functions,
        **(others or {}),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return folder


def policies_for(folder: Path, sdl: str | GraphQLSchema, rules: str, **files: str) -> Policies:
    """Loads a small folder as a running gateway does."""
    schema = build_schema(sdl) if isinstance(sdl, str) else sdl
    return load_policies(read_folder(write_policies(folder, rules, **files)), schema, strict=False)
