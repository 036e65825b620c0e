"""Keeps the visible schemas of the allowed sets asked for last, at most 256 of them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from graphql import GraphQLSchema

from gateway.model.visible import VisibleSchema
from gateway.visibility.coordinates import Coordinates
from gateway.visibility.pruning import visible_schema

BOUND = 256


class CacheFigures(NamedTuple):
    """What a metric tells of the cache."""

    hits: int
    misses: int
    size: int
    bound: int


class VisibleSchemas:
    """Visible schemas of the `public` one by allowed set, built when first asked for; safe to ask from threads."""

    def __init__(self, schema: GraphQLSchema, coordinates: Coordinates) -> None:
        @lru_cache(BOUND)
        def build(bits: int) -> VisibleSchema:
            return visible_schema(schema, coordinates.named(bits))

        self.public = schema
        self.names = coordinates.names
        self._build = build
        self._in_schema = ~coordinates.bits(coordinates.operations)

    def of(self, bits: int) -> VisibleSchema:
        """The schema of those who are allowed this set; operations, which no schema shows, make no difference."""
        return self._build(bits & self._in_schema)

    def figures(self) -> CacheFigures:
        """The figures since it was made."""
        hits, misses, bound, size = self._build.cache_info()
        return CacheFigures(hits, misses, size, bound or 0)
