"""What the plan of an operation really uses of federation, so that a run can say what it has tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gateway.model.guard import ALWAYS, Guard
from gateway.model.operation import Field, Selection
from gateway.model.plan import Fetch, FetchField, FetchSelection, Plan
from gateway.supergraph import SubgraphField, Supergraph
from gateway.supergraph.collect import collect

FEATURES = (
    "requires",
    "nested requires",
    "requires with arguments",
    "provides",
    "interface object",
    "union with differing members",
    "shared root",
    "variable conditions",
)


class Asked(NamedTuple):
    """A field in a request: where it is asked, and whether its object was entered there by a representation."""

    subgraph: str
    type_name: str
    declared: SubgraphField
    guard: Guard


def features(supergraph: Supergraph, plan: Plan) -> set[str]:
    """Which of `FEATURES` the plan uses."""
    asked = [one for fetch in plan.fetches for one in _asked(supergraph, fetch)]
    requiring = [one for one in asked if one.declared.requires]
    required = {one for field in requiring for one in _names(field.declared.requires, field.type_name, supergraph)}
    found = {
        "requires": bool(requiring),
        "nested requires": any((one.type_name, one.declared.name) in required for one in requiring),
        "requires with arguments": any(_has_arguments(one.declared.requires) for one in requiring),
        "provides": any(one.declared.external for one in asked),
        "interface object": any(_of_interface_object(supergraph, one) for one in asked),
        "union with differing members": any(_differs(supergraph, one.declared.type_name) for one in asked),
        "shared root": any(_is_shared_root(supergraph, plan, one) for one in asked),
        "variable conditions": any(one is not ALWAYS for one in _guards(plan, asked)),
    }
    return {name for name, used in found.items() if used}


def _asked(supergraph: Supergraph, fetch: Fetch) -> Iterator[Asked]:
    if not fetch.calls:
        root = supergraph.schema.mutation_type if fetch.kind == "mutation" else supergraph.schema.query_type
        assert root is not None
        yield from _below(supergraph, fetch.subgraph, root.name, fetch.selections)
    for call in fetch.calls:
        yield from _below(supergraph, fetch.subgraph, call.type_name, call.selections)


def _below(
    supergraph: Supergraph, subgraph: str, type_name: str, selections: Sequence[FetchSelection]
) -> Iterator[Asked]:
    for one in selections:
        if not isinstance(one, FetchField):
            yield from _below(supergraph, subgraph, one.type_name, one.selections)
        elif one.name != "__typename":
            declared = supergraph.types[type_name][subgraph].fields[one.name]
            yield Asked(subgraph, type_name, declared, one.guard)
            yield from _below(supergraph, subgraph, declared.type_name, one.selections)


def _names(selections: Sequence[Selection], type_name: str, supergraph: Supergraph) -> Iterator[tuple[str, str]]:
    """The required fields with the object types they are required of."""
    for possible in sorted(supergraph.possible[type_name]):
        for one in collect(tuple(selections), possible):
            yield possible, one.name
            if one.selections:
                yield from _names(one.selections, one.type_name, supergraph)


def _has_arguments(selections: Sequence[Selection]) -> bool:
    return any((isinstance(one, Field) and bool(one.arguments)) or _has_arguments(one.selections) for one in selections)


def _of_interface_object(supergraph: Supergraph, one: Asked) -> bool:
    return supergraph.types[one.type_name][one.subgraph].is_interface_object


def _differs(supergraph: Supergraph, type_name: str) -> bool:
    kind = supergraph.schema.type_map[type_name]
    if type(kind).__name__ != "GraphQLUnionType":
        return False
    return len({one.possible for one in supergraph.types[type_name].values()}) > 1


def _is_shared_root(supergraph: Supergraph, plan: Plan, one: Asked) -> bool:
    if one.type_name != plan.operation.root_type:
        return False
    return sum(one.declared.name in known.fields for known in supergraph.types[one.type_name].values()) > 1


def _guards(plan: Plan, asked: Sequence[Asked]) -> Iterator[Guard]:
    yield from (one.guard for one in asked)
    for fetch in plan.fetches:
        yield fetch.guard
        yield from (call.guard for call in fetch.calls)
