"""The text form of a plan, for tests, `explain` and people.

Printed as Sequence / Parallel / Flatten / Fetch, the words of the field; what runs is the graph of the fetches, whose
edges are printed as `after`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gateway.model.guard import ALWAYS, Guard
from gateway.model.plan import ContextualArgument, EntityCall, Fetch, FetchField, FetchSelection, Need, Path, Plan
from gateway.planning.text import field_head

WIDTH = 92
"""Longer lines of needs are broken, one need a line."""


def print_plan(plan: Plan) -> str:
    """The plan as indented text, one stage after the other."""
    lines = ["QueryPlan {"]
    stages = _stages(plan.fetches)
    indent = 2
    if len(stages) > 1:
        lines.append("  Sequence {")
        indent = 4
    for stage in stages:
        inner = indent
        if len(stage) > 1:
            lines.append(" " * indent + "Parallel {")
            inner += 2
        for fetch in stage:
            lines.extend(" " * inner + line for line in _fetch(fetch))
        if len(stage) > 1:
            lines.append(" " * indent + "}")
    if len(stages) > 1:
        lines.append("  }")
    lines.append("}")
    return "\n".join(lines)


def _stages(fetches: Sequence[Fetch]) -> list[list[Fetch]]:
    level: dict[int, int] = {}
    stages: list[list[Fetch]] = []
    for fetch in fetches:
        level[fetch.id] = 1 + max((level[one] for one in fetch.after), default=-1)
        if level[fetch.id] == len(stages):
            stages.append([])
        stages[level[fetch.id]].append(fetch)
    return stages


def _fetch(fetch: Fetch) -> Iterator[str]:
    after = f", after: {', '.join(map(str, fetch.after))}" if fetch.after else ""
    yield f'Fetch(id: {fetch.id}, service: "{fetch.subgraph}"{after}) {{'
    if not fetch.calls:
        yield f"  {fetch.kind}{_guard(fetch.guard)} {{"
        yield from _indented(_selections(fetch.selections), 4)
        yield "  }"
    for call in fetch.calls:
        yield from _indented(_call(call), 2)
    yield "}"


def _call(call: EntityCall) -> Iterator[str]:
    places = ", ".join(f'"{path_text(one)}"' for one in call.paths)
    yield f"Flatten(path{'s' if len(call.paths) > 1 else ''}: {places}){_guard(call.guard)} {{"
    for one in call.contexts:
        yield from _indented(_context(one), 2)
    lines = _braced("", call.needs, typename=True, room=WIDTH)
    yield from _indented(iter([*lines[:-1], f"{lines[-1]} =>"]), 2)
    yield f"  ... on {call.type_name} {{"
    yield from _indented(_selections(call.selections), 4)
    yield "  }"
    yield "}"


def _context(one: ContextualArgument) -> Iterator[str]:
    """The places where the value may be, nearest first."""
    head = f"${one.variable}: {one.type_text} from"
    for source in one.sources:
        yield from _braced(f'{head} "{path_text(source.path)}" ', source.needs, typename=False, room=WIDTH)
        head = "  or"


def path_text(path: Path) -> str:
    """`products.nodes|[Book].author`: keys joined by dots, runtime types in bars."""
    return ".".join(
        step.key + (f"|[{','.join(sorted(step.types))}]" if step.types is not None else "") for step in path
    )


def _braced(head: str, needs: Sequence[Need], *, typename: bool, room: int) -> list[str]:
    """Needs in braces, on one line where there is room; neighbours that hold for the same types share a guard."""
    lines = ["__typename"] if typename else []
    for types, group in groupby(needs, key=lambda one: one.types):
        if types is None:
            for one in group:
                lines += _need(one, room - 2)
        else:
            bare = [replace(one, types=None) for one in group]
            lines += _braced(f"... on {','.join(sorted(types))} ", bare, typename=False, room=room - 2)
    line = f"{head}{{ {' '.join(lines)} }}"
    return [line] if len(line) <= room else [f"{head}{{", *(f"  {one}" for one in lines), "}"]


def _need(need: Need, room: int) -> list[str]:
    text = need.name if need.key == need.name else f"{need.name}: {need.key}"
    return _braced(f"{text} ", need.needs, typename=need.typename, room=room) if need.needs else [text]


def _selections(selections: Sequence[FetchSelection]) -> Iterator[str]:
    for one in selections:
        head = field_head(one) + _guard(one.guard) if isinstance(one, FetchField) else f"... on {one.type_name}"
        if one.selections:
            yield head + " {"
            yield from _indented(_selections(one.selections), 2)
            yield "}"
        else:
            yield head


def _indented(lines: Iterator[str], by: int) -> Iterator[str]:
    for line in lines:
        yield " " * by + line


def _guard(guard: Guard) -> str:
    if guard is ALWAYS:
        return ""
    alternatives = (
        " and ".join(f"${name}" if value else f"not ${name}" for name, value in sorted(one))
        for one in sorted(guard.any_of, key=sorted)
    )
    return f" if({' or '.join(alternatives)})"
