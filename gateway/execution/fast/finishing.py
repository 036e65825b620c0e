"""Writes how an answer is finished: what only the plan needed is taken away, and the root is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from gateway.execution.fast.leaves import list_depth
from gateway.execution.fast.places import Place, Slot
from gateway.execution.fast.source import Source
from gateway.execution.fast.structs import Structs

Finish = Callable[[list[Any]], bytes]
"""Makes the bytes of the answer of the parts of the root."""


class Finishing:
    def __init__(self, source: Source, structs: Structs) -> None:
        self._source = source
        self._structs = structs

    def write(self, root: Place) -> None:
        source, shape = self._source, root.shapes[root.type_name]
        shown = [slot for slot in shape.slots.values() if slot.shown and slot.made_by is not None]
        with source.block("def strip(d):"):
            for slot in shown:
                if (
                    slot.below is not None
                    and slot.type is not None
                    and slot.made_by is not None
                    and has_hidden(slot.below)
                ):
                    self._write_strip(f"d[{slot.made_by[0]}].{slot.attribute}", slot.below, list_depth(slot.type))
        source.names["Root"] = self._structs.whole_root(shape)
        with source.block("def root(d):"):
            source.line(f"return Root({', '.join(_members(shown))})")

    def _write_strip(self, expression: str, place: Place, depth: int) -> None:
        source = self._source
        value = source.fresh()
        source.line(f"{value} = {expression}")
        with source.block(f"if {value} is not None:"):
            if depth:
                item = source.fresh()
                with source.block(f"for {item} in {value}:"):
                    self._write_strip(item, place, depth - 1)
                return
            standing = self._structs.classes(place, place.made_by).standing
            for name, shape in place.shapes.items():
                hidden = [slot for slot in shape.slots.values() if not slot.shown]
                below = [
                    slot
                    for slot in shape.slots.values()
                    if slot.shown and slot.below is not None and slot.wire_keys and has_hidden(slot.below)
                ]
                if name not in standing or not (hidden or below):
                    continue
                cls = source.refer(standing[name])
                with source.block(f"if {value}.__class__ is {cls}:" if place.is_abstract else "if True:"):
                    for slot in hidden:
                        source.line(f"{value}.{slot.attribute} = UNSET")
                    for slot in below:
                        if slot.below is not None and slot.type is not None:
                            self._write_strip(f"{value}.{slot.attribute}", slot.below, list_depth(slot.type))


def finish_of(made: Mapping[str, Callable[..., Any]], hidden: Iterable[str]) -> Finish:
    """Of the compiled functions; `hidden` are the coordinates that the answer tells to be hidden."""
    strip, root, encode = made["strip"], made["root"], msgspec.json.Encoder().encode
    told = list(hidden)
    extensions = msgspec.Raw(msgspec.json.encode({"hidden": told})) if told else UNSET

    def finish(parts: list[Any]) -> bytes:
        strip(parts)
        return encode(_Response(root(parts), extensions))

    return finish


class _Response(msgspec.Struct, eq=False, gc=False):
    data: Any
    extensions: msgspec.Raw | UnsetType


def _members(slots: Iterable[Slot]) -> list[str]:
    return [f"{one.attribute}=d[{one.made_by[0]}].{one.attribute}" for one in slots if one.made_by is not None]


def has_hidden(place: Place) -> bool:
    """Whether something stands in the objects of this place, or below, that only the plan needs."""
    return any(
        not slot.shown or (slot.below is not None and has_hidden(slot.below))
        for shape in place.shapes.values()
        for slot in shape.slots.values()
    )
