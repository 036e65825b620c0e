"""Places in the merged answer, and under which keys fields stand there.

The client's own response keys are reserved at every place before anything else, so that what a plan needs besides them
(keys, requirements) never gets in their way.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from zlib import crc32

from gateway.model.operation import Argument, Field, Selection
from gateway.model.plan import Path, PathStep
from gateway.planning.fetches import FetchDraft
from gateway.supergraph.collect import collect, for_any_type

Meaning = tuple[str, tuple[Argument, ...]]
"""The name of a field and its arguments."""


@dataclass(slots=True, eq=False)
class Position:
    """A place in the answer; `type_name` is abstract until narrowed, `selections` are the client's."""

    path: Path
    type_name: str
    selections: tuple[Selection, ...]
    entries: dict[tuple[str, ...], FetchDraft] = field(default_factory=dict)
    """The entity fetches that start here: by subgraph, and by what they require."""

    _children: dict[str, Position] = field(default_factory=dict)
    _narrowed: dict[str, Position] = field(default_factory=dict)
    _whole: Position | None = None
    """The place that this one narrows: what a plan needs stands under one key, whatever the object turns out to be."""

    _own: dict[str, Field] | None = None
    _meanings: dict[str, set[Meaning]] = field(default_factory=dict)
    """What the keys here mean for any type, the client's first: an object in the hand may still turn out to be of each.
    """

    _keys: dict[Meaning, str] = field(default_factory=dict)

    def narrowed(self, type_name: str) -> Position:
        """The same place when the object there is of one type."""
        if type_name == self.type_name:
            return self
        known = self._narrowed.get(type_name)
        if known is None:
            only = frozenset([type_name])
            path = (*self.path[:-1], replace(self.path[-1], types=only)) if self.path else (PathStep("", only),)
            known = self._narrowed[type_name] = Position(path, type_name, self.selections)
            known._whole = self
        return known

    def child(self, key: str, type_name: str) -> Position:
        """The place under a key of the merged answer."""
        known = self._children.get(key)
        if known is None:
            own = (self._client_fields().get(key),) if self._whole else for_any_type(self.selections)
            selections = tuple(below for one in own if one and one.key == key for below in one.selections)
            known = self._children[key] = Position((*self.path, PathStep(key)), type_name, selections)
        return known

    def key_for(self, name: str, arguments: tuple[Argument, ...]) -> str:
        """The key under which a field that the plan needs stands here: the client's own if it asks for the same."""
        if self._whole is not None:
            return self._whole.key_for(name, arguments)
        self._client_fields()
        meaning = (name, arguments)
        known = self._keys.get(meaning)
        if known is None:
            known = self._keys[meaning] = self._free_key(meaning)
            self._meanings.setdefault(known, set()).add(meaning)
        return known

    def _free_key(self, meaning: Meaning) -> str:
        """One that means nothing else here; no alias may begin with two underscores."""
        name, arguments = meaning
        if not arguments and self._meanings.get(name, set()) <= {meaning}:
            return name
        key = f"_{name.lstrip('_')}"
        if arguments:
            text = ",".join(f"{one.name}:{one.value}" for one in arguments)
            key = f"{key}_{crc32(text.encode()):08x}"
        while key in self._meanings:
            key = f"{key}_"
        return key

    def _client_fields(self) -> dict[str, Field]:
        if self._own is None:
            self._own = {one.key: one for one in collect(self.selections, self.type_name)}
            for key, one in self._own.items():
                self._keys.setdefault((one.name, one.arguments), key)
            for one in for_any_type(self.selections):
                self._meanings.setdefault(one.key, set()).add((one.name, one.arguments))
        return self._own
