"""Lists of promises in YAML, each with the line it begins at, and the viewers that they name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gateway.model.viewer import Viewer
from gateway.visibility.rules import Place
from gateway.visibility.yaml_reading import lines_of_entries, read_yaml

VIEWER_KEYS = frozenset({"claims", "machine", "functions", "grants"})


class NotAnEntry(Exception):
    """What stands at this place is not what the file holds."""

    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(reason)
        self.place = place
        self.reason = reason


def entries(file: str, text: str, kind: str) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The entries of a file in their order; `kind` is what one of them is called. Raises NotAnEntry, PolicyError."""
    root, loaded = read_yaml(file, text)
    lines = lines_of_entries(root)
    if not lines:
        raise NotAnEntry(Place(file, 1), f"the file is not a list of {kind}s")
    for line, values in zip(lines, loaded, strict=True):
        place = Place(file, line)
        if not isinstance(values, dict):
            raise NotAnEntry(place, f"this is not {_article(kind)} {kind}")
        yield place, values


def promise(place: Place, values: dict[str, Any], kind: str, keys: frozenset[str]) -> tuple[str, str]:
    """The name and the sentence of an entry that has no other keys than these. Raises NotAnEntry."""
    if unknown := values.keys() - keys:
        raise NotAnEntry(place, f"{_article(kind)} {kind} has no {', '.join(sorted(map(str, unknown)))}")
    name, sentence = values.get(kind), values.get("sentence")
    if not (isinstance(name, str) and name and isinstance(sentence, str) and sentence):
        raise NotAnEntry(place, f"{_article(kind)} {kind} needs a name and the sentence it protects")
    return name, sentence


def viewer_of(place: Place, values: object, kind: str) -> Viewer:
    """A viewer as an entry writes him; he holds the function `all` unless it names others. Raises NotAnEntry."""
    if not isinstance(values, dict) or not values.keys() <= VIEWER_KEYS or "claims" not in values:
        reason = f"the viewer of {_article(kind)} {kind} has claims, and machine, functions, grants if need be"
        raise NotAnEntry(place, reason)
    return Viewer(
        subject=kind,
        claims=frozenset(names(place, values, "claims")),
        machine=frozenset(names(place, values, "machine")),
        functions=frozenset(names(place, values, "functions")) or frozenset({"all"}),
        grants=frozenset(names(place, values, "grants")),
    )


def names(place: Place, values: dict[str, Any], key: str) -> tuple[str, ...]:
    """The names of a list, none if it is not there. Raises NotAnEntry."""
    found = values.get(key, [])
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise NotAnEntry(place, f"{key} is not a list of names")
    return tuple(found)


def _article(kind: str) -> str:
    return "an" if kind[0] in "aeiou" else "a"
