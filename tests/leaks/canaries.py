"""Values that tell where they come from: every leaf of the whole schema has one that stands nowhere else.

Texts carry the coordinate itself, whole numbers its place in the list of all coordinates. Enums and Booleans have too
few values for that; what hangs on them shows when an answer changes with them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLEnumType, GraphQLNamedType

FIRST, FIRST_CHANGED = 1_500_000_000, 1_600_000_000
"""Added to the place of a coordinate, before and after a change; there are fewer than ten thousand of them."""

_TEXT = re.compile(rb"canary[:!]([A-Za-z_0-9.]+);")
_NUMBER = re.compile(rb"(?<![0-9])1[56]0000([0-9]{4})(?![0-9])")


@dataclass(frozen=True, slots=True)
class Canaries:
    """`places` numbers the coordinates of all output fields."""

    places: Mapping[str, int]
    _names: tuple[str, ...]

    @classmethod
    def of(cls, coordinates: list[str]) -> Canaries:
        return cls({name: place for place, name in enumerate(coordinates)}, tuple(coordinates))

    def value(self, coordinate: str, type_: GraphQLNamedType, *, changed: bool) -> Any:
        """What stands in a leaf field; `changed` gives another value, so that it can be seen what hangs on it."""
        if isinstance(type_, GraphQLEnumType):
            return list(type_.values)[-1 if changed else 0]
        if type_.name == "Boolean":
            return not changed
        if type_.name in ("Int", "Float"):
            return (FIRST_CHANGED if changed else FIRST) + self.places[coordinate]
        return self.text(coordinate, changed=changed)

    @staticmethod
    def text(coordinate: str, *, changed: bool = False) -> str:
        return f"canary{'!' if changed else ':'}{coordinate};"

    def found(self, body: bytes) -> frozenset[str]:
        """The coordinates whose values stand somewhere in these bytes."""
        if b"canary" not in body and b"1500" not in body and b"1600" not in body:
            return frozenset()
        texts = {match.decode() for match in _TEXT.findall(body)}
        numbers = {int(match) for match in _NUMBER.findall(body)}
        return frozenset(texts | {self._names[one] for one in numbers if one < len(self._names)})
