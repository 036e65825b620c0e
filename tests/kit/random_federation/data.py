"""Gives a merged world its objects. Values depend on their place alone, so leaving parts out changes no other.

Lists hold different objects, the same one twice, and nulls; what may be null sometimes is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from zlib import crc32

import orjson

from tests.kit.fixture_schemas import field_set
from tests.kit.fixture_subgraphs import Resolver, World
from tests.kit.random_federation.requirements import as_represented, selected
from tests.kit.random_federation.worlds import MergedWorld, WorldField, WorldType

OBJECTS = 4
WORDS = ("ash", "elm", "fir", "oak", "yew")


@dataclass(slots=True)
class Data:
    """The objects by type, and the log that mutations write; `world` is what fixture subgraphs answer from."""

    merged: MergedWorld
    seed: int
    objects: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    computed: dict[str, Resolver] = field(default_factory=dict)
    roots: dict[str, Resolver] = field(default_factory=dict)

    @property
    def world(self) -> World:
        entities: dict[str, list[dict[str, Any]]] = dict(self.objects)
        for one in self.merged.of_kind("interface"):
            entities[one.name] = [
                found for name in self.merged.objects_behind(one.name) for found in self.objects[name]
            ]
        return World(self.roots, entities, self.computed)

    def number(self, *place: object) -> int:
        """A number that depends on the place alone."""
        return crc32(f"{self.seed}:{place}".encode()) >> 3


def world_data(merged: MergedWorld, seed: int) -> Data:
    """Fills a world; references are wired when all objects are there."""
    data = Data(merged, seed)
    for kind in merged.of_kind("entity", "value"):
        data.objects[kind.name] = [
            {"__typename": kind.name, "__id": f"{kind.name}-{index}"} for index in range(OBJECTS)
        ]
    for kind in merged.of_kind("entity", "value"):
        for one in data.objects[kind.name]:
            if kind.nullable_key:
                one["__codeless"] = data.number(one["__id"], "code") % 4 == 0
                one["code"] = None if one["__codeless"] else f"code-{one['__id']}"
    for kind, one in merged.fields():
        if kind.kind == "root":
            data.roots[f"{kind.name}.{one.name}"] = _root(data, kind, one)
        elif kind.kind != "union":
            _fill(data, kind, one)
    return data


def _fill(data: Data, kind: WorldType, one: WorldField) -> None:
    """An interface has only the fields that interface objects add; these are the implementations' as well."""
    added = kind.kind == "interface" and any(kind.homes[name].interface_object for name in one.resolving)
    if kind.kind == "interface" and (not added or one.name == "id"):
        return
    coordinate = f"{kind.name}.{one.name}"
    names = data.merged.objects_behind(kind.name)
    requires = next(((name, copy.requires) for name, copy in one.copies.items() if copy.requires), None)
    if requires is not None:
        _compute(data, kind, one, *requires)
    elif one.argument:
        resolver = _by_argument(data, kind, one)
        for name in (kind.name, *names):
            data.computed[f"{name}.{one.name}"] = resolver
    else:
        for name in names:
            for found in data.objects[name]:
                if one.name != "code" or not kind.nullable_key:
                    found[one.name] = _value(data, kind, one, coordinate, found, None)


def _by_argument(data: Data, kind: WorldType, one: WorldField) -> Resolver:
    def resolve(source: Mapping[str, Any], n: int | None = None) -> Any:
        return _value(data, kind, one, f"{kind.name}.{one.name}", source, n)

    return resolve


def _value(data: Data, kind: WorldType, one: WorldField, coordinate: str, source: Mapping[str, Any], n: Any) -> Any:
    if source.get("__codeless") and kind.lost_without_code(one.name):
        return None
    if one.name in ("place", "boss") or kind.name == "Place":
        return _key_part(data, one, source)
    place = (coordinate, source["__id"], n)
    if one.type_name in ("String", "Int", "ID", "Tint"):
        return _leaf(data, one, one.lists, place)
    return _reference(data, kind, one, place)


def _key_part(data: Data, one: WorldField, source: Mapping[str, Any]) -> Any:
    """Keys differ from object to object."""
    index = int(source["__id"].split("-")[1])
    return data.objects[one.type_name][index] if one.name in ("place", "boss") else index * 3


def _leaf(data: Data, one: WorldField, lists: int, place: tuple[object, ...]) -> Any:
    number = data.number(*place)
    is_promised = one.promised and lists == one.lists
    if not is_promised and number % 6 == 0:
        return None
    if lists:
        return [_leaf(data, one, lists - 1, (*place, index)) for index in range(number % 4)]
    if one.type_name == "ID":
        return f"{place[1]}"
    if one.type_name == "Tint":
        return ("RED", "GREEN", "BLUE")[number % 3]
    return number % 997 if one.type_name == "Int" else f"{WORDS[number % 5]} {place[1]} {number % 89}"


def _reference(data: Data, kind: WorldType, one: WorldField, place: tuple[object, ...]) -> Any:
    return _pick(data, one, one.lists, place, candidates(data, kind, one))


def _pick(data: Data, one: WorldField, lists: int, place: tuple[object, ...], among: list[dict[str, Any]]) -> Any:
    number = data.number(*place)
    is_promised = one.promised and lists == one.lists
    if not is_promised and (not among or number % 7 == 0):
        return None
    if not lists:
        return among[number // 7 % len(among)]
    items = [_pick(data, one, lists - 1, (*place, index), among) for index in range(number % 4)]
    return [*items, items[0]] if items and number % 3 == 0 else items


def candidates(data: Data, kind: WorldType, one: WorldField) -> list[dict[str, Any]]:
    """The objects a field may return: of types that every subgraph which declares it knows there, and never one that
    such a subgraph could only name by a key that is null."""
    target = data.merged.types[one.type_name]
    found = []
    for name in data.merged.objects_behind(one.type_name):
        known = all(
            target.homes[subgraph].interface_object
            or target.kind not in ("interface", "union")
            or name in target.homes[subgraph].members
            for subgraph in one.copies
        )
        behind = data.merged.types[name]
        coded = behind.nullable_key and any(
            subgraph in behind.homes and behind.only_by_code(subgraph) for subgraph in one.copies
        )
        if known:
            found += [item for item in data.objects[name] if not coded or item["code"] is not None]
    return found


def _compute(data: Data, kind: WorldType, one: WorldField, subgraph: str, requires: str) -> None:
    """Registers a field that requires others: by the representation in its subgraph, by the truth elsewhere."""
    coordinate = f"{kind.name}.{one.name}"
    selections = field_set(requires)

    def answer(source: Mapping[str, Any], carried: Mapping[str, Any], n: int | None) -> Any:
        digest = crc32(orjson.dumps(carried, option=orjson.OPT_SORT_KEYS))
        if one.type_name == "String":
            return f"{coordinate} of {source['__id']} by {digest} {n}"
        return _reference(data, kind, one, (coordinate, source["__id"], n, digest))

    def represented(source: Mapping[str, Any], n: int | None = None) -> Any:
        return answer(source, selected(selections, source, as_represented), n)

    def true(source: Mapping[str, Any], n: int | None = None) -> Any:
        if source.get("__codeless") and kind.lost_without_code(one.name):
            return None
        return answer(source, selected(selections, source, partial(_truth, data)), n)

    data.computed[f"{subgraph}:{coordinate}"] = represented
    for name in data.merged.objects_behind(kind.name):
        data.computed[f"{name}.{one.name}"] = true


def _truth(data: Data, source: Mapping[str, Any], name: str, arguments: Mapping[str, Any]) -> Any:
    computed = data.computed.get(f"{source['__typename']}.{name}")
    return source[name] if computed is None else computed(source, **arguments)


def _root(data: Data, kind: WorldType, one: WorldField) -> Resolver:
    """A root field; one of a mutation answers with all that was done before, in order."""
    coordinate = f"{kind.name}.{one.name}"

    def resolve(n: int | None = None) -> Any:
        if kind.name == "Mutation":
            data.log.append(f"{one.name} {n}")
            if one.type_name == "String":
                return ", ".join(data.log)
        if one.type_name == "Int":
            return data.number(coordinate, n) % 997
        return _reference(data, kind, one, (coordinate, "root", n))

    return resolve
