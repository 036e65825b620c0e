"""Finds the objects at a path of the merged answer and builds their representations, each once.

Source: Apollo Federation subgraph specification, `_entities`. A missing or null key means there is nothing to ask for;
so does a required field that is missing because the fetch that should have brought it failed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from gateway.execution.losses import Losses, Place
from gateway.model.plan import EntityCall, Need, Path, PathStep


@dataclass(slots=True)
class Batch:
    """Unique representations in order, and for each the objects it was made from with their places."""

    representations: list[dict[str, Any]] = field(default_factory=list)
    targets: list[list[tuple[dict[str, Any], Place]]] = field(default_factory=list)
    _known: dict[bytes, int] = field(default_factory=dict)

    def add(self, representation: dict[str, Any], value: dict[str, Any], place: Place) -> None:
        digest = canonical(representation)
        index = self._known.setdefault(digest, len(self.representations))
        if index == len(self.representations):
            self.representations.append(representation)
            self.targets.append([])
        self.targets[index].append((value, place))


class NotAskedError(Exception):
    """The object cannot or need not be represented, for what is missing at a place."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


def objects_at(data: Any, path: Path) -> Iterator[tuple[dict[str, Any], Place]]:
    """The objects at a path, with their places; lists are passed through, nulls and other types left out."""
    yield from _walk(data, path, 0, ())


def represented(
    data: Any, call: EntityCall, variables: Mapping[str, Any], losses: Losses
) -> Iterator[tuple[dict[str, Any], dict[str, Any], Place]]:
    """The representation of each object that an entity call is for, with the object and its place."""
    needs = tuple(need for need in call.needs if need.guard.holds(variables))
    for value, place in (found for path in call.paths for found in objects_at(data, path)):
        try:
            representation = {"__typename": call.type_name, **_represent(value, needs, losses, place)}
        except NotAskedError as missing:
            losses.skip(call, place, missing.place)
            continue
        yield representation, value, place


def batch(data: Any, call: EntityCall, variables: Mapping[str, Any], losses: Losses) -> Batch:
    """The representations of one entity call, equal ones merged."""
    result = Batch()
    for representation, value, place in represented(data, call, variables, losses):
        result.add(representation, value, place)
    return result


def _walk(value: Any, path: Path, at: int, place: Place) -> Iterator[tuple[dict[str, Any], Place]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, path, at, (*place, index))
        return
    if not isinstance(value, dict) or (at and not _fits(value, path[at - 1])):
        return
    if at == len(path):
        yield value, place
        return
    step = path[at]
    if not step.key:
        yield from _walk(value, path, at + 1, place)
        return
    yield from _walk(value.get(step.key), path, at + 1, (*place, step.key))


def _fits(value: dict[str, Any], step: PathStep) -> bool:
    return step.types is None or value.get("__typename") in step.types


def _represent(value: dict[str, Any], needs: tuple[Need, ...], losses: Losses, place: Place) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for need in needs:
        if need.types is not None and value.get("__typename") not in need.types:
            continue
        if need.key not in value:
            raise NotAskedError((*place, need.key))
        found = value[need.key]
        if found is None and (need.is_key or losses.hold((*place, need.key))):
            raise NotAskedError((*place, need.key))
        result[need.name] = _represent_value(found, need, losses, (*place, need.key)) if need.needs else found
    return result


def _represent_value(value: Any, need: Need, losses: Losses, place: Place) -> Any:
    if isinstance(value, list):
        return [_represent_value(item, need, losses, (*place, index)) for index, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    nested = _represent(value, need.needs, losses, place)
    # An interface object has no type of its own to tell.
    return {"__typename": value["__typename"], **nested} if need.typename and "__typename" in value else nested


def canonical(value: Any) -> bytes:
    """Equal bytes for equal JSON values, whatever the order of their members."""
    return msgspec.json.encode(value, order="sorted")
