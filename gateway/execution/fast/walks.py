"""Writes the loops that lead to the objects at a path: lists passed through, nulls and other types left out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from gateway.execution.fast.leaves import list_depth
from gateway.execution.fast.places import Place, Places, Slot
from gateway.execution.fast.problems import NotFastError
from gateway.execution.fast.source import Source
from gateway.execution.fast.structs import Structs
from gateway.model.plan import Path, PathStep


@dataclass(frozen=True, slots=True)
class Found:
    """An object in the loop: its variable, how to put another in its place, and where in the tree it stands."""

    variable: str
    replace: str
    places: list[tuple[Place, frozenset[str]]]
    slots: list[Slot]


class Walks:
    def __init__(self, source: Source, places: Places, structs: Structs) -> None:
        self._source = source
        self._places = places
        self._structs = structs

    def write(self, path: Path, leaf: Callable[[Found], None], *, replaces: bool = False) -> None:
        """Writes the loops; `leaf` writes what is done with each object, and whether it `replaces` some."""
        root = [(self._places.root, frozenset(self._places.root.shapes))]
        steps = path[1:] if path and not path[0].key else path
        if not steps:
            raise NotFastError("entities at the root")
        slot = self._slots(root, steps[0])[0]
        if slot.made_by is None:
            raise NotFastError("entities at a place that no fetch brings")
        self._step(steps, root, f"d[{slot.made_by[0]}]", leaf, replaces=replaces)

    def makers(self, path: Path) -> set[int]:
        """The fetches that make the objects on the way."""
        found = [(self._places.root, frozenset(self._places.root.shapes))]
        result: set[int] = set()
        for step in path:
            if step.key:
                slots = self._slots(found, step)
                result.update(slot.made_by[0] for slot in slots if slot.made_by is not None)
                found = _below(slots, step)
        return result

    def _slots(self, places: list[tuple[Place, frozenset[str]]], step: PathStep) -> list[Slot]:
        slots = [place.shapes[name].slots.get(step.key) for place, types in places for name in sorted(types)]
        found = [slot for slot in dict.fromkeys(slots) if slot is not None and slot.type is not None]
        if not found or len({list_depth(slot.type) for slot in found if slot.type is not None}) != 1:
            raise NotFastError("one path through different lists")
        return found

    def _step(
        self,
        steps: Path,
        places: list[tuple[Place, frozenset[str]]],
        owner: str,
        leaf: Callable[[Found], None],
        *,
        replaces: bool,
    ) -> None:
        source, step = self._source, steps[0]
        slots = self._slots(places, step)
        first = slots[0]
        value = source.fresh()
        source.line(f"{value} = {owner}.{first.attribute}")
        replace = f"{owner}.{first.attribute}"
        below = _below(slots, step)
        with ExitStack() as nested:
            absent = " and {0} is not UNSET" if not all(slot.shown for slot in slots) else ""
            nested.enter_context(source.block(f"if {value} is not None{absent.format(value)}:"))
            for _ in range(list_depth(first.type) if first.type is not None else 0):
                item, index = source.fresh(), source.fresh()
                if replaces and len(steps) == 1:
                    nested.enter_context(source.block(f"for {index}, {item} in enumerate({value}):"))
                else:
                    nested.enter_context(source.block(f"for {item} in {value}:"))
                nested.enter_context(source.block(f"if {item} is not None:"))
                replace = f"{value}[{index}]"
                value = item
            if step.types is not None:
                nested.enter_context(source.block(f"if {value}.__class__ in {self._classes(below)}:"))
            if len(steps) == 1:
                leaf(Found(value, replace, below, slots))
            else:
                self._step(steps[1:], below, value, leaf, replaces=replaces)

    def _classes(self, places: list[tuple[Place, frozenset[str]]]) -> str:
        """The classes of the types that a step is narrowed to."""
        classes: set[type] = set()
        for place, types in places:
            standing = self._structs.classes(place, place.made_by).standing
            classes.update(standing[name] for name in types if name in standing)
        return self._source.refer(frozenset(classes))


def _below(slots: list[Slot], step: PathStep) -> list[tuple[Place, frozenset[str]]]:
    found = [(slot.below, frozenset(slot.below.shapes)) for slot in slots if slot.below is not None]
    if step.types is None:
        return found
    return [(place, types & step.types) for place, types in found if types & step.types]
