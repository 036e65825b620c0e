"""Keeps the visible schemas of the allowed sets asked for last, at most 256, and finds those that others keep."""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakValueDictionary

from graphql import GraphQLSchema

from gateway.model.visible import VisibleSchema
from gateway.remembered import Remembered
from gateway.visibility.closure import close
from gateway.visibility.coordinates import Coordinates
from gateway.visibility.pruning import pruned
from gateway.visibility.shared_types import SharedTypes

BOUND = 256


class CacheFigures(NamedTuple):
    """What a metric tells of the cache."""

    hits: int
    misses: int
    size: int
    bound: int


class VisibleSchemas:
    """Visible schemas of the `public` one by allowed set, built when first asked for; safe to ask from threads.

    Those asked for last are kept; another one lives on as long as somebody holds it, and is found until then.
    """

    def __init__(self, schema: GraphQLSchema, coordinates: Coordinates) -> None:
        self.public = schema
        self.names = coordinates.names
        self._coordinates = coordinates
        self._in_schema = ~coordinates.bits(coordinates.operations)
        self._kept: Remembered[int, VisibleSchema] = Remembered(BOUND)
        self._by_allowed: WeakValueDictionary[int, VisibleSchema] = WeakValueDictionary()
        self._by_visible: WeakValueDictionary[frozenset[str], VisibleSchema] = WeakValueDictionary()
        self.shared = SharedTypes(schema)
        self._asked = self._built = 0

    def of(self, bits: int) -> VisibleSchema:
        """The schema of those who are allowed this set; operations, which no schema shows, make no difference."""
        allowed = bits & self._in_schema
        self._asked += 1
        return self._kept.get(allowed, lambda: self._found(allowed))

    def kept(self) -> tuple[VisibleSchema, ...]:
        """Those asked for last."""
        return tuple(one for _, one in self._kept.items())

    def figures(self) -> CacheFigures:
        """The figures since it was made."""
        return CacheFigures(self._asked - self._built, self._built, len(self._kept.keys()), BOUND)

    def _found(self, allowed: int) -> VisibleSchema:
        """Several allowed sets may close to one visible set, which has one schema."""
        with self.shared.building:
            found = self._by_allowed.get(allowed)
            if found is None:
                visible = self.shared.names(close(self.public, self._coordinates.named(allowed)))
                found = self._by_visible.get(visible)
                if found is None:
                    found = self._by_visible[visible] = pruned(self.public, visible, self.shared)
                    self._built += 1
                self._by_allowed[allowed] = found
            return found
