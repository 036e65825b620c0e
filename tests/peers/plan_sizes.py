"""How big a plan is for given conditions: its requests, and the longest chain of those that wait for each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from gateway.model.operation import Field, Fragment, Selection
from gateway.model.plan import Fetch, PathStep, Plan


@dataclass(frozen=True, order=True)
class Size:
    fetches: int = 0
    stages: int = 0

    def __str__(self) -> str:
        return f"{self.fetches} in {self.stages}"


def size_of_ours(plan: Plan, values: Mapping[str, bool]) -> Size:
    """What is not sent under these conditions counts nothing, and nobody waits for it, only for what it waits for."""
    chain: dict[int, int] = {}
    sent = 0
    for fetch in plan.fetches:
        runs = _is_sent(plan, fetch, values)
        sent += runs
        chain[fetch.id] = max((chain[one] for one in fetch.after), default=0) + runs
    return Size(sent, max(chain.values(), default=0))


def size_of_hives(plan: Mapping[str, Any], values: Mapping[str, bool]) -> Size:
    """The same of a plan as Hive's planner writes it, a tree of sequences, parallels and conditions."""
    node = plan.get("node")
    return Size() if node is None else _size_of_node(node, values)


def conditions(plan: Plan, hives: Mapping[str, Any]) -> Iterator[dict[str, bool]]:
    """Every assignment of the variables on which either plan depends."""
    names = sorted({*_names_of(plan.operation.selections), *_condition_names(hives.get("node"))})
    for values in product((True, False), repeat=len(names)):
        yield dict(zip(names, values, strict=True))


def _is_sent(plan: Plan, fetch: Fetch, values: Mapping[str, bool]) -> bool:
    """An entity call without objects is not made: there are none where a field on the way to them is left out."""
    if not fetch.calls:
        return fetch.guard.holds(values)
    return any(
        call.guard.holds(values) and any(_is_reached(plan.operation.selections, path, values) for path in call.paths)
        for call in fetch.calls
    )


def _is_reached(selections: Sequence[Selection], path: Sequence[PathStep], values: Mapping[str, bool]) -> bool:
    """Whether the client's fields lead to a place; one that only the plan asks for counts as reached."""
    for index, step in enumerate(path):
        found = list(_fields(selections, step.key)) if step.key else []
        if found:
            return any(
                one.guard.holds(values) and _is_reached(one.selections, path[index + 1 :], values) for one in found
            )
    return True


def _fields(selections: Sequence[Selection], key: str) -> Iterator[Field]:
    for one in selections:
        if isinstance(one, Fragment):
            yield from _fields(one.selections, key)
        elif one.key == key:
            yield one


def _names_of(selections: Sequence[Selection]) -> Iterator[str]:
    for one in selections:
        if isinstance(one, Field):
            yield from one.guard.variables
        yield from _names_of(one.selections)


def _size_of_node(node: Mapping[str, Any], values: Mapping[str, bool]) -> Size:
    kind = node["kind"]
    if kind in ("Fetch", "BatchFetch", "Subscription"):
        return Size(1, 1)
    if kind == "Flatten":
        return _size_of_node(node["node"], values)
    if kind == "Condition":
        chosen = node.get("ifClause" if values[node["condition"]] else "elseClause")
        return Size() if chosen is None else _size_of_node(chosen, values)
    if kind not in ("Sequence", "Parallel"):
        raise AssertionError(f"an unknown part of a plan: {kind}")
    sizes = [_size_of_node(one, values) for one in node["nodes"]]
    stages = (sum if kind == "Sequence" else max)(size.stages for size in sizes)
    return Size(sum(size.fetches for size in sizes), stages)


def _condition_names(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("kind") == "Condition":
            yield node["condition"]
        for value in node.values():
            yield from _condition_names(value)
    elif isinstance(node, list):
        for one in node:
            yield from _condition_names(one)
