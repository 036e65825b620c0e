"""A merged world with one type or field less, and without whatever cannot be said any more without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from tests.kit.random_federation.worlds import MergedWorld


def droppable(world: MergedWorld) -> list[tuple[str, str]]:
    """Types (with an empty field name), then fields."""
    types = [(name, "") for name in world.types]
    return types + [(kind.name, one.name) for kind, one in world.fields()]


def without(world: MergedWorld, type_name: str, field_name: str) -> MergedWorld:
    """The world without this type, or this field; the original stays as it is."""
    smaller = deepcopy(world)
    if field_name:
        _drop_field(smaller, type_name, field_name)
    else:
        _drop_type(smaller, type_name)
    _prune(smaller)
    return smaller


def _drop_type(world: MergedWorld, type_name: str) -> None:
    world.types.pop(type_name, None)
    for kind in world.types.values():
        for subgraph, home in list(kind.homes.items()):
            if type_name in home.members:
                home.members.remove(type_name)
                if not home.members:
                    del kind.homes[subgraph]
                    for one in kind.fields.values():
                        one.copies.pop(subgraph, None)
    for kind, one in list(world.fields()):
        if one.type_name == type_name:
            _drop_field(world, kind.name, one.name)
    for one in list(world.types.values()):
        if not one.homes:
            _drop_type(world, one.name)


def _drop_field(world: MergedWorld, type_name: str, field_name: str) -> None:
    if type_name not in world.types or world.types[type_name].fields.pop(field_name, None) is None:
        return
    for kind, name in list(_demanding(world, field_name)):
        _drop_field(world, kind, name)
    if not world.types[type_name].fields:
        _drop_type(world, type_name)


def _demanding(world: MergedWorld, field_name: str) -> Iterator[tuple[str, str]]:
    """Fields that require a field of this name; those that provide one provide nothing any more."""
    word = re.compile(rf"\b{field_name}\b")
    for kind, one in world.fields():
        for copy in one.copies.values():
            if word.search(copy.provides):
                copy.provides = ""
            if word.search(copy.requires):
                yield kind.name, one.name


def _prune(world: MergedWorld) -> None:
    """Takes away external fields that no field set of their subgraph names any more, and types left without fields."""
    for subgraph in world.subgraphs:
        copies = [one.copies[subgraph] for _, one in world.fields() if subgraph in one.copies]
        keys = [
            text for kind in world.types.values() if subgraph in kind.homes for text, _ in kind.homes[subgraph].keys
        ]
        texts = [*keys, *(one.requires for one in copies), *(one.provides for one in copies)]
        named = set(re.findall(r"\w+", " ".join(texts)))
        for _, one in world.fields():
            if subgraph in one.copies and one.copies[subgraph].external and one.name not in named:
                del one.copies[subgraph]
        for kind in world.types.values():
            known = any(subgraph in one.copies for one in kind.fields.values())
            if kind.kind != "union" and subgraph in kind.homes and not known:
                del kind.homes[subgraph]
    for name, kind in list(world.types.items()):
        if not kind.homes:
            _drop_type(world, name)
