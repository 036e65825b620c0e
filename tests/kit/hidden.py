"""What an answer keeps from its reader: the paths it names as hidden are empty, and its amounts are public ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

PUBLIC_AMOUNTS = frozenset({"direct", "recommended"})
"""Fields of a price that everybody may see."""


def told_though_hidden(answer: Mapping[str, Any]) -> list[str]:
    """The paths of `extensions.hidden` at which an answer tells something all the same."""
    data = answer.get("data")
    hidden: Sequence[str] = answer.get("extensions", {}).get("hidden", ())
    return [path for path in hidden if any(value is not None for value in _values(data, path.split(".")))]


def own_amounts(found: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Every amount of an answer beside public prices, with the path on which it stands."""
    if isinstance(found, Mapping):
        if "amount" in found and not PUBLIC_AMOUNTS & {*path}:
            yield f"{'.'.join(path)}: {found['amount']}"
        for name, value in found.items():
            yield from own_amounts(value, (*path, name))
    elif isinstance(found, list):
        for item in found:
            yield from own_amounts(item, path)


def _values(found: Any, path: Sequence[str]) -> Iterator[Any]:
    """The values at a path in every element of the lists on its way."""
    if isinstance(found, list):
        for item in found:
            yield from _values(item, path)
    elif not path:
        yield found
    elif found is not None:
        yield from _values(found[path[0]], path[1:])
