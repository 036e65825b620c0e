"""SATISFIABILITY_ERROR: a query that clients may send cannot be answered from the subgraphs; says why, one by one."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import print_ast

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.satisfiability import unsatisfiable_fields
from gateway.composition.satisfiability.states import Fetching, Held, selections_of
from gateway.composition.satisfiability.walk import Unsatisfiable
from gateway.composition.subgraph import Kind
from gateway.composition.wording import applied, error_across


def satisfiability_error(federation: Federation) -> Iterator[CompositionError]:
    for one in unsatisfiable_fields(federation):
        reasons = "\n".join(f"- {reason}" for reason in _reasons(federation, one))
        coordinate = f"{one.type.name}.{one.field.name}"
        message = f'"{coordinate}" cannot be fetched in\n{_query(federation, one)}\nbecause\n{reasons}'
        yield error_across(federation, "SATISFIABILITY_ERROR", message, one.field.sources)


def _query(federation: Federation, one: Unsatisfiable) -> str:
    leaf = one.field.type is None or _is_leaf(federation, one)
    steps = [*one.path, one.field.name + ("" if leaf else " { ... }")]
    lines = [f"{'  ' * depth}{step}{' {' if depth < len(steps) - 1 else ''}" for depth, step in enumerate(steps)]
    closing = [f"{'  ' * depth}}}" for depth in reversed(range(len(steps) - 1))]
    return "\n".join([*lines, *closing])


def _is_leaf(federation: Federation, one: Unsatisfiable) -> bool:
    name = print_ast(one.field.type).strip("[]!") if one.field.type is not None else ""
    merged = federation.types.get(name)
    return merged is None or merged.kind in (Kind.SCALAR, Kind.ENUM)


def _reasons(federation: Federation, one: Unsatisfiable) -> Iterator[str]:
    """One reason for each subgraph that knows the type, or the interface object standing for it."""
    fetching = one.fetching
    reached = {state for each in one.states for state in fetching.reachable(Held(one.type.name, each))}
    for graph, subgraph in federation.subgraphs.items():
        here = next((state for state in sorted(reached, key=str) if state.graph == graph), None)
        name = here.type if here is not None else one.type.name
        known = subgraph.types.get(name)
        if known is None:
            continue
        field = known.fields.get(one.field.name)
        if field is None:
            yield f'subgraph "{graph}" has no field "{name}.{one.field.name}"'
        elif here is None:
            yield _why_not_entered(fetching, one, graph)
        elif field.is_external:
            yield f'subgraph "{graph}" has "{name}.{field.name}" as @external only'
        else:
            requires = next(field.applications("requires"), None)
            if requires is None:
                yield f'subgraph "{graph}" has given "{name}.{field.name}" up to another subgraph'
            elif not fetching.obtains(Held(one.type.name, here), selections_of(requires)):
                yield f'subgraph "{graph}" needs {applied(requires)}, which cannot be fetched from there'
            else:
                yield f'subgraph "{graph}" needs {applied(requires)}, but has no key to be handed that by'


def _why_not_entered(fetching: Fetching, one: Unsatisfiable, graph: str) -> str:
    for state in sorted(one.states, key=str):
        keys = [applied(key) for _, key in fetching.enterable_keys(graph, one.type.name, state)]
        if keys:
            return (
                f'subgraph "{graph}" cannot be entered from subgraph "{state.graph}": '
                f"the fields of {' or '.join(keys)} cannot be fetched there"
            )
    return f'subgraph "{graph}" cannot be entered: it has no resolvable key of "{one.type.name}" that fits'
