"""Closing a small schema: say what is hidden, read what stays visible."""

from __future__ import annotations

from graphql import build_schema, specified_scalar_types

from gateway.visibility.closure import close
from gateway.visibility.coordinates import coordinates_of


def closed(sdl: str, *, hidden: set[str]) -> frozenset[str]:
    """The visible coordinates of somebody who is allowed everything but `hidden`, without the built-in scalars.

    Directives and introspection keep those in every schema.
    """
    schema = build_schema(sdl)
    names = set(coordinates_of(schema).names)
    unknown = hidden - names
    if unknown:
        raise ValueError(f"the schema has no {sorted(unknown)}")
    return close(schema, frozenset(names - hidden)) - specified_scalar_types.keys()
