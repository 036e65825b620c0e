"""A merged world before it has data: its types, and how each subgraph declares them.

What is generated stands here as plain parts; `writing.py` makes SDL of it, `data.py` gives it objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["entity", "value", "interface", "union", "root"]
SCALARS = ("String", "Int", "ID", "Tint")


@dataclass(slots=True)
class Copy:
    """A field as one subgraph declares it; `loose` drops the promise that it is not null."""

    external: bool = False
    requires: str = ""
    provides: str = ""
    loose: bool = False


@dataclass(slots=True)
class WorldField:
    """A field; `lists` are the lists around its named type, `argument` says that it takes `n: Int`.

    A `provided` field is shared by those that answer it with those that provide it.
    """

    name: str
    type_name: str
    lists: int = 0
    promised: bool = False
    argument: bool = False
    provided: bool = False
    copies: dict[str, Copy] = field(default_factory=dict)

    @property
    def resolving(self) -> list[str]:
        """The subgraphs that answer it."""
        return [name for name, one in self.copies.items() if not one.external]


@dataclass(slots=True)
class Home:
    """A type in one subgraph: keys with whether they can be entered by, and the object types of an abstract one."""

    keys: list[tuple[str, bool]] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    interface_object: bool = False


@dataclass(slots=True)
class WorldType:
    """A type; `forbidden` are subgraphs that may not declare it, `nullable_key` an entity whose `code` may be null."""

    name: str
    kind: Kind
    fields: dict[str, WorldField] = field(default_factory=dict)
    homes: dict[str, Home] = field(default_factory=dict)
    forbidden: tuple[str, ...] = ()
    nullable_key: bool = False

    @property
    def entered(self) -> list[str]:
        """The subgraphs that can be entered by a key."""
        return [name for name, home in self.homes.items() if any(resolvable for _, resolvable in home.keys)]

    def only_by_code(self, subgraph: str) -> bool:
        """Whether the subgraph knows objects by a key that may be null, and by no other."""
        return self.nullable_key and all(text == "code" for text, _ in self.homes[subgraph].keys)

    def lost_without_code(self, name: str) -> bool:
        """Whether a field stands only where an object without `code` cannot be reached."""
        return self.nullable_key and all(self.only_by_code(one) for one in self.fields[name].resolving)


@dataclass(slots=True)
class MergedWorld:
    """All types by name, in the order they were made."""

    subgraphs: list[str]
    types: dict[str, WorldType] = field(default_factory=dict)

    def of_kind(self, *kinds: Kind) -> list[WorldType]:
        return [one for one in self.types.values() if one.kind in kinds]

    def objects_behind(self, type_name: str) -> list[str]:
        """The object types that a position of this type can hold in the merged world."""
        found = self.types[type_name]
        if found.kind not in ("interface", "union"):
            return [type_name]
        return list(dict.fromkeys(one for home in found.homes.values() for one in home.members))

    def fields(self) -> Iterator[tuple[WorldType, WorldField]]:
        for kind in self.types.values():
            for one in kind.fields.values():
                yield kind, one
