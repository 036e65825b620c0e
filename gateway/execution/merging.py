"""Merges what fetches bring into one answer.

A null never overwrites a value, and an explicit null stays when nothing else is there. Lists at the same place come
from the same objects, so they are merged element by element.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gateway.model.plan import FetchField, FetchSelection


def merge(target: dict[str, Any], source: dict[str, Any]) -> None:
    """Deep-merges `source` into `target`; `source` may become part of `target`."""
    for key, value in source.items():
        known = target.get(key)
        if known is None:
            target[key] = value
        elif known is not value and value is not None:
            _merge_values(known, value)


def _merge_values(known: Any, value: Any) -> None:
    if isinstance(known, dict) and isinstance(value, dict):
        merge(known, value)
    elif isinstance(known, list) and isinstance(value, list) and len(known) == len(value):
        for index, (mine, its) in enumerate(zip(known, value, strict=True)):
            if mine is None:
                known[index] = its
            elif its is not None:
                _merge_values(mine, its)


def has_renames(selections: tuple[FetchSelection, ...]) -> bool:
    return any(
        (isinstance(one, FetchField) and one.rename is not None) or has_renames(one.selections) for one in selections
    )


def rename(value: Any, selections: tuple[FetchSelection, ...]) -> None:
    """Puts fields that were asked under an alias, because sibling types disagree, where they belong."""
    if isinstance(value, list):
        for item in value:
            rename(item, selections)
    elif isinstance(value, dict):
        for one in selections:
            if not isinstance(one, FetchField):
                if value.get("__typename", one.type_name) in one.types:
                    rename(value, one.selections)
                continue
            if one.selections:
                rename(value.get(one.key), one.selections)
            if one.rename is not None and one.key in value:
                value[one.rename] = value.pop(one.key)


def renamed_place(place: tuple[str | int, ...], selections: tuple[FetchSelection, ...]) -> tuple[str | int, ...]:
    """A path in a subgraph's answer with the keys under which the merged answer has the same values."""
    result: list[str | int] = []
    for step in place:
        if isinstance(step, str):
            found = tuple(_fields_of(selections, step))
            result.append(next((one.rename for one in found if one.rename is not None), step))
            selections = tuple(below for one in found for below in one.selections)
        else:
            result.append(step)
    return tuple(result)


def _fields_of(selections: tuple[FetchSelection, ...], key: str) -> Iterator[FetchField]:
    for one in selections:
        if not isinstance(one, FetchField):
            yield from _fields_of(one.selections, key)
        elif one.key == key:
            yield one
