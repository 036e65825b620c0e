"""Writes how the entities of an answer are given to the objects they were asked for."""

from __future__ import annotations

from contextlib import ExitStack

from gateway.execution.fast.needs import Target
from gateway.execution.fast.places import Brings, Slot, likeness
from gateway.execution.fast.problems import NotFastError
from gateway.execution.fast.reshaping import copied, joining, reshaping
from gateway.execution.fast.source import Source
from gateway.execution.fast.structs import Structs


def write_taking(
    source: Source, structs: Structs, by: Brings, name: str, targets: list[Target], *, strict: bool, only: str | None
) -> None:
    """The body of a function of `d`, `g` and `entities`.

    `strict`: an entity that is not there breaks a promise. `only`: a name for the classes of objects that are meant.
    """
    slots = _same_slots(targets, by)
    source.line(f"found = g['{name}/targets']")
    with source.block("if len(entities) != len(found):"):
        source.line("raise IrregularError('not one entity per object')")
    with source.block("for entity, targets in zip(entities, found):"):
        with source.block("if entity is None:"):
            source.line("raise IrregularError('no entity where a value is promised')" if strict else "continue")
        values: list[tuple[Slot, str, str | None, bool]] = []
        for slot, is_alone in slots:
            value = f"n{len(values)}"
            source.line(f"{value} = entity.{slot.attribute}")
            reshape = reshaping(structs, slot, by)
            if reshape is not None:
                source.line(f"{value} = {source.refer(reshape)}({value})")
            join = joining(structs, slot, by)
            values.append((slot, value, None if join is None else source.refer(join), is_alone))
        # Below equal objects stand the same ones; where places differ each has its own, as a later fetch may ask for
        # something else at one of them under the same keys.
        below = [value for slot, value, *_ in values if slot.below is not None]
        apart = below if len({likeness(place) for place in dict.fromkeys(place for place, _ in targets)}) > 1 else []
        with ExitStack() as nested:
            nested.enter_context(
                source.block("for number, target in enumerate(targets):" if apart else "for target in targets:")
            )
            if only is not None:
                nested.enter_context(source.block(f"if target.__class__ in {only}:"))
            for value in apart:
                with source.block("if number:"):
                    source.line(f"{value} = {source.refer(copied)}({value})")
            for slot, value, join_name, is_alone in values:
                place = f"target.{slot.attribute}"
                if join_name is not None:
                    source.line(f"{join_name}(None if {place} is UNSET else {place}, {value})")
                elif is_alone:
                    source.line(f"{place} = {value}")
                else:
                    with source.block(f"if {place} is None or {place} is UNSET:"):
                        source.line(f"{place} = {value}")


def joined_makers(slots: list[Slot], by: Brings) -> set[int]:
    """The fetches that make the objects to which this answer brings parts, here and below."""
    found: set[int] = set()
    for slot in slots:
        if slot.below is None:
            continue
        if slot.made_by is not None and slot.made_by != by:
            found.add(slot.made_by[0])
        for shape in slot.below.shapes.values():
            found |= joined_makers(shape.brought_by(by), by)
    return found


def _same_slots(targets: list[Target], by: Brings) -> list[tuple[Slot, bool]]:
    """The slots of one target, and whether everywhere only this call brings them."""
    result: dict[str, tuple[Slot, bool]] = {}
    for place, types in targets:
        for name in sorted(types):
            for slot in place.shapes[name].brought_by(by):
                known, alone = result.get(slot.key, (slot, True))
                if (known.made_by == by) != (slot.made_by == by):
                    raise NotFastError("a call whose objects differ by place")
                result[slot.key] = (known, alone and len(slot.wire_keys) == 1)
    return list(result.values())
