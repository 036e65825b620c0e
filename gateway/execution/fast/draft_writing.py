"""Writes the functions by which an answer is written before all of it is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import UNSET

from gateway.execution.fast.calls import Calls
from gateway.execution.fast.drafts import Drafting, Unit
from gateway.execution.fast.late import late_fetches
from gateway.execution.fast.needs import Finding, need_slots
from gateway.execution.fast.places import Brings, Shape, Slot
from gateway.execution.fast.source import Source
from gateway.execution.fast.structs import Structs

Run = tuple[tuple[str, str], ...]
"""Attributes and keys that stand together in an object and are filled as one gap."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A unit whose functions have been written, under the name of the call that finds its objects."""

    leader: str
    calls: tuple[Brings, ...]
    gaps: int


class DraftWriting:
    def __init__(self, source: Source, structs: Structs, calls: Calls) -> None:
        self._source = source
        self._structs = structs
        self._calls = calls
        self._claimed: set[tuple[type, str]] = set()
        self._written: list[_Written] = []
        self.classes = 0
        """How many were made."""
        self._after: frozenset[int] = frozenset()
        source.names |= {"UNSET": UNSET, "encode": msgspec.json.Encoder().encode}

    def write(self, waits: Mapping[int, frozenset[int]]) -> None:
        """`waits`: each fetch with those it is sent after."""
        late = late_fetches(self._calls, waits)
        self._after = frozenset(waits) - late
        units: dict[str, list[Brings]] = {}
        for by, finding in self._calls.findings.items():
            if by[0] in late:
                units.setdefault(finding.leader, []).append(by)
        for leader, calls in units.items():
            self._write_unit(leader, tuple(calls))

    def drafting(self, made: Mapping[str, Callable[..., Any]], finish: Callable[[list[Any]], bytes]) -> Drafting | None:
        """Of the compiled functions; None where nothing comes late."""
        units = [
            Unit(
                fetches=frozenset(fetch for fetch, _ in one.calls),
                lists=f"{one.leader}/targets",
                kept=(one.leader, *(f"{self._calls.findings[by].name}/targets" for by in one.calls)),
                gaps=one.gaps,
                stand_ins=made[f"stand_ins_{one.leader}"],
                mark=made[f"mark_{one.leader}"],
                texts=made[f"texts_{one.leader}"],
            )
            for one in self._written
        ]
        return Drafting(self._after, tuple(units), finish) if units else None

    def _write_unit(self, leader: str, calls: tuple[Brings, ...]) -> None:
        findings = self._calls.findings
        first = next(one for one in findings.values() if one.name == leader)
        filled = self._filled(first, calls)
        told = {slot.attribute for need in first.needs for slot in need_slots(need, first.targets)}
        asked = told | {
            slot.attribute
            for by in calls
            if not findings[by].walks
            for need in findings[by].needs
            for slot in need_slots(need, first.targets)
        }
        runs: dict[Run, int] = {}
        marked: dict[type, list[tuple[int, Run]]] = {}
        for place, types in first.targets:
            standing = self._structs.classes(place, place.made_by).standing
            for name in sorted(types & standing.keys()):
                if standing[name] not in marked:
                    own = self._runs(standing[name], place.shapes[name], filled.keys(), told)
                    marked[standing[name]] = [(runs.setdefault(run, len(runs)), run) for run in own]
        self.classes += 1 + len(runs)
        self._write_stand_ins(leader, filled, sorted(asked - filled.keys()))
        self._write_mark(leader, len(runs), marked)
        self._write_texts(leader, runs)
        self._written.append(_Written(leader, calls, len(runs)))

    def _filled(self, first: Finding, calls: tuple[Brings, ...]) -> dict[str, Slot]:
        """What the calls bring, by attribute."""
        shapes = [place.shapes[name] for place, types in first.targets for name in sorted(types)]
        return {slot.attribute: slot for shape in shapes for by in calls for slot in shape.brought_by(by)}

    def _runs(self, cls: type, shape: Shape, filled: Set[str], told: Set[str]) -> list[Run]:
        """What is filled, together with what is the same in equal objects; an object may be told by several units."""
        runs: list[list[Slot]] = [[]]
        for slot in shape.slots.values():
            if not slot.shown:
                continue
            is_told = slot.attribute in told and (cls, slot.attribute) not in self._claimed
            if slot.attribute in filled or is_told:
                runs[-1].append(slot)
            else:
                runs.append([])
        found = [run for run in runs if any(slot.attribute in filled for slot in run)]
        self._claimed |= {(cls, slot.attribute) for run in found for slot in run}
        return [tuple((slot.attribute, slot.key) for slot in run) for run in found]

    def _write_stand_ins(self, leader: str, filled: Mapping[str, Slot], asked: list[str]) -> None:
        later = [(name, Any, None if slot.shown else UNSET) for name, slot in filled.items()]
        made = msgspec.defstruct(f"StandIn_{leader}", [*((name, Any) for name in asked), *later], eq=False, gc=False)
        values = ", ".join(f"equal[0].{name}" for name in asked)
        with self._source.block(f"def stand_ins_{leader}(lists):"):
            self._source.line(f"return [{self._source.refer(made)}({values}) for equal in lists]")

    def _write_mark(self, leader: str, gaps: int, marked: Mapping[type, list[tuple[int, Run]]]) -> None:
        source = self._source
        with source.block(f"def mark_{leader}(lists, marks):"), source.block("for equal in lists:"):
            for number in range(gaps):
                source.line(f"m{number} = next(marks)")
            with source.block("for one in equal:"):
                for cls, runs in marked.items():
                    with source.block(f"if one.__class__ is {source.refer(cls)}:"):
                        for number, ((first, _), *others) in runs:
                            source.line(f"one.{first} = m{number}")
                            for attribute, _ in others:
                                source.line(f"one.{attribute} = UNSET")

    def _write_texts(self, leader: str, runs: Mapping[Run, int]) -> None:
        """The members of a run as they stand in an object, without the key of the first: that is there."""
        source = self._source
        with source.block(f"def texts_{leader}(stand_ins):"):
            source.line("texts = []")
            with source.block("for one in stand_ins:"):
                for run in runs:
                    fields = [(attribute, Any) for attribute, _ in run]
                    made = msgspec.defstruct(f"Run_{leader}", fields, rename=dict(run), eq=False, gc=False)
                    values = ", ".join(f"one.{attribute}" for attribute, _ in run)
                    head = len(b"{" + msgspec.json.encode(run[0][1]) + b":")
                    source.line(f"texts.append(encode({source.refer(made)}({values}))[{head}:-1])")
            source.line("return texts")
