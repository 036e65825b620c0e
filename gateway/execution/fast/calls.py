"""Writes how one entity call finds its objects and says who they are.

Objects of which nothing is known but who they are may stand in many places as one: the first found takes the place of
the others, so that what is brought for it is set once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial

import msgspec
from graphql import GraphQLNonNull

from gateway.execution.fast.found_again import write_found_again
from gateway.execution.fast.needs import (
    Finding,
    Group,
    Target,
    is_brought_by,
    is_hashable,
    need_slots,
    set_later,
    with_needs,
)
from gateway.execution.fast.places import Brings, Places, likeness
from gateway.execution.fast.problems import IrregularError, NotFastError
from gateway.execution.fast.representing import SkippedError, building
from gateway.execution.fast.source import Source
from gateway.execution.fast.structs import Structs
from gateway.execution.fast.taking import joined_makers, write_taking
from gateway.execution.fast.walks import Found, Walks
from gateway.execution.representations import canonical
from gateway.model.guard import ALWAYS
from gateway.model.plan import EntityCall, Need, Path

Leaf = Callable[[Found], None]


class Calls:
    """Writes all entity calls of a program, in the order of the plan."""

    def __init__(
        self,
        source: Source,
        places: Places,
        structs: Structs,
        holds: Callable[[Need], bool],
        before: Mapping[int, frozenset[int]],
    ) -> None:
        """`before`: for each fetch those that are surely done when it starts."""
        self._source = source
        self._places = places
        self._structs = structs
        self._walks = Walks(source, places, structs)
        self._holds = holds
        self._before = before
        self._groups: dict[tuple[str, tuple[Path, ...]], list[Group]] = {}
        self.findings: dict[Brings, Finding] = {}
        source.names |= {"UNSET": msgspec.UNSET, "IrregularError": IrregularError, "SkippedError": SkippedError}

    def parts(self, by: Brings) -> dict[type, list[Target]]:
        """The classes of an entity as this call brings it, each with the targets it is for.

        At different places different further things are made of the same answer, so it may have to be decoded twice.
        """
        found: dict[type, list[Target]] = {}
        for place, types in self._targets(by):
            found.setdefault(self._structs.part_of(place, types, by), []).append((place, types))
        return found

    def makers(self, by: Brings) -> set[int]:
        """The fetches that must be there before the objects of the call can be found."""
        return {one for path in self._places.paths[by] for one in self._walks.makers(path)}

    def joined_with(self, by: Brings) -> set[int]:
        """The fetches whose objects the call's answer adds to."""
        return {
            one
            for place, types in self._targets(by)
            for name in types
            for one in joined_makers(place.shapes[name].brought_by(by), by)
        }

    def write(self, call: EntityCall, by: Brings, name: str) -> None:
        """`find_NAME(d, g)` gives representations and keeps the objects; `take_NAME_PART(d, g, entities)` sets values.

        `d` holds the parts of the root by fetch, `g` what calls have found.
        """
        targets = self._targets(by)
        strict = any(
            slot.shown and isinstance(slot.type, GraphQLNonNull)
            for place, types in targets
            for one in types
            for slot in place.shapes[one].brought_by(by)
        )
        needs = tuple(need for need in call.needs if need.guard is ALWAYS or self._holds(need))
        targets = with_needs(targets, needs)
        if not targets:
            raise NotFastError("a need that no fetch brings")
        if any(need.types is not None for need in needs):
            raise NotFastError("needs that differ by type")
        with self._source.block(f"def find_{name}(d, g):"):
            self._write_find(call, by, name, needs, targets, strict)
        parts = self.parts(by)
        classes = [self._classes(own) for own in parts.values()]
        if len(frozenset().union(*classes)) != sum(map(len, classes)):
            raise NotFastError("objects of one class at places that differ")
        for number, own in enumerate(parts.values()):
            with self._source.block(f"def take_{name}_{number}(d, g, entities):"):
                only = None if len(parts) == 1 else self._source.refer(classes[number])
                write_taking(self._source, self._structs, by, name, own, strict=strict, only=only)

    def _targets(self, by: Brings) -> list[Target]:
        return [found for path in self._places.paths[by] for found in self._places.at(path)]

    def _write_find(
        self, call: EntityCall, by: Brings, name: str, needs: tuple[Need, ...], targets: list[Target], strict: bool
    ) -> None:
        source = self._source
        known = self._groups.setdefault((call.type_name, self._places.paths[by]), [])
        for group in known:
            more = tuple(need for need in needs if need not in group.needs)
            is_there = group.fetch == by[0] or group.fetch in self._before[by[0]]
            if is_there and all(need in needs for need in group.needs) and is_brought_by(group, more, targets):
                group.by.add(by)
                self.findings[by] = Finding(name, group.name, needs, targets)
                write_found_again(source, call.type_name, name, needs, group, targets, strict=strict)
                return
        if all(is_hashable(self._structs.schema, need, targets) for need in needs) and needs:
            self._write_by_value(call, name, needs, targets, strict)
            known.append(Group(name, by[0], needs, {by}))
            self.findings[by] = Finding(name, name, needs, targets)
            return
        self.findings[by] = Finding(name, name, (), targets)
        source.line("seen = {}")
        source.line("representations = []")
        for path in call.paths:
            self._walks.write(path, self._narrowed(partial(self._write_by_digest, call, needs, strict), needs, strict))
        source.line(f"g['{name}/targets'] = list(seen.values())")
        source.line("return representations")

    def _narrowed(self, leaf: Leaf, needs: tuple[Need, ...], strict: bool) -> Leaf:
        """The same for those object types that have what is needed; of others nothing can be asked."""

        def narrowed(found: Found) -> None:
            kept = with_needs(found.places, needs)
            if not kept:
                raise NotFastError("a need that no fetch brings")
            if kept == found.places:
                leaf(found)
                return
            with self._source.block(f"if {found.variable}.__class__ in {self._source.refer(self._classes(kept))}:"):
                leaf(replace(found, places=kept))
            if strict:
                with self._source.block("else:"):
                    self._source.line("raise IrregularError('an object without key')")

        return narrowed

    def _write_by_digest(self, call: EntityCall, needs: tuple[Need, ...], strict: bool, found: Found) -> None:
        source = self._source
        build = source.refer(building(self._structs, found.places, needs))
        encode = source.refer(canonical)
        with source.block("try:"):
            source.line(f"built = {build}({found.variable})")
        with source.block("except SkippedError:"):
            source.line("raise IrregularError('an object without key')" if strict else "pass")
        with source.block("else:"):
            source.line(f"key = {encode}(built)")
            with source.block("if key in seen:"):
                source.line(f"seen[key].append({found.variable})")
            with source.block("else:"):
                source.line(f"seen[key] = [{found.variable}]")
                source.line(f"representations.append({{'__typename': {call.type_name!r}, **built}})")

    def _write_by_value(
        self, call: EntityCall, name: str, needs: tuple[Need, ...], targets: list[Target], strict: bool
    ) -> None:
        source = self._source
        source.line("seen = {}")
        for number, path in enumerate(call.paths):
            shared = self._shared_name(number, call, needs)
            if shared is not None and shared == f"shared{number}":
                source.line(f"{shared} = {{}}")
            write = partial(self._write_object, needs, shared, strict)
            self._walks.write(path, self._narrowed(write, needs, strict), replaces=shared is not None)
        source.line(f"g['{name}'] = seen")
        source.line(f"g['{name}/targets'] = list(seen.values())")
        names = [f"k{index}" for index in range(len(needs))]
        head = names[0] if len(names) == 1 else f"({', '.join(names)})"
        members = "".join(f", {need.name!r}: {key}" for need, key in zip(needs, names, strict=True))
        source.line(f"return [{{'__typename': {call.type_name!r}{members}}} for {head} in seen]")

    def _write_object(self, needs: tuple[Need, ...], shared: str | None, strict: bool, found: Found) -> None:
        source, item = self._source, found.variable
        keys: list[str] = []
        with ExitStack() as nested:
            for need in needs:
                slots = need_slots(need, found.places)
                key = source.fresh()
                keys.append(key)
                source.line(f"{key} = {item}.{slots[0].attribute}")
                if not need.is_key and any(slot.shown for slot in set_later(need, found.places)):
                    with source.block(f"if {key} is None:"):
                        source.line("raise IrregularError('a needed value that is null or was not brought')")
                absent = [f"{key} is None"] if need.is_key else []
                absent += [f"{key} is UNSET"] if not all(slot.shown for slot in slots) else []
                if not absent:
                    continue
                condition = " or ".join(absent)
                if strict:
                    with source.block(f"if {condition}:"):
                        source.line("raise IrregularError('an object without key')")
                else:
                    nested.enter_context(source.block(f"if not ({condition}):"))
            key = keys[0] if len(keys) == 1 else source.fresh()
            if len(keys) > 1:
                source.line(f"{key} = ({', '.join(keys)})")
            if shared is None:
                self._write_known(key, item)
                return
            source.line(f"same = {shared}.get({key})")
            with source.block("if same is None:"):
                source.line(f"{shared}[{key}] = {item}")
                self._write_known(key, item)
            with source.block("else:"):
                source.line(f"{found.replace} = same")

    def _write_known(self, key: str, item: str) -> None:
        source = self._source
        source.line(f"targets = seen.get({key})")
        with source.block("if targets is None:"):
            source.line(f"seen[{key}] = [{item}]")
        with source.block("else:"):
            source.line(f"targets.append({item})")

    def _classes(self, targets: list[Target]) -> frozenset[type]:
        return frozenset(
            cls
            for place, types in targets
            for name, cls in self._structs.classes(place, place.made_by).standing.items()
            if name in types
        )

    def _shared_name(self, number: int, call: EntityCall, needs: tuple[Need, ...]) -> str | None:
        """The memory of objects that may stand for each other; paths of one class and likeness share it."""
        classes = [self._interchangeable(path, needs) for path in call.paths]
        mine = classes[number]
        return None if mine is None else f"shared{classes.index(mine)}"

    def _interchangeable(self, path: Path, needs: tuple[Need, ...]) -> tuple[type, object] | None:
        """The class of objects that have nothing but what they are asked by, and the likeness of their place; None when
        they have more."""
        found = self._places.at(path)
        if len(found) != 1 or found[0][0].is_abstract:
            return None
        place = found[0][0]
        slot, shape = place.slot, place.shapes[place.type_name]
        asked = {need.key for need in needs if need.is_key}
        if slot is None or len(slot.wire_keys) != 1:
            return None
        if any(one.key not in asked or one.below is not None for one in shape.brought_by(place.made_by)):
            return None
        return self._structs.classes(place, place.made_by).standing[place.type_name], likeness(place)
