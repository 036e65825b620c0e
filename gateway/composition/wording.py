"""How errors and hints name coordinates, subgraphs and places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphql import Node, print_ast

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError, Location
from gateway.composition.subgraph import Application, Element, Subgraph


def error_in(subgraph: Subgraph, code: str, message: str, *nodes: Node | None) -> CompositionError:
    """An error that one subgraph alone has to mend."""
    return CompositionError(code, f"[{subgraph.name}] {message}", subgraph.place(*nodes))


def error_across(federation: Federation, code: str, message: str, elements: Mapping[str, Element]) -> CompositionError:
    """An error between subgraphs; `elements` are the copies involved, by subgraph."""
    locations: tuple[Location, ...] = ()
    for name, element in elements.items():
        locations += federation.subgraphs[name].place(element.node)
    return CompositionError(code, message, locations)


def in_subgraphs(names: Iterable[str]) -> str:
    """`subgraph "a"`, `subgraphs "a", "b" and "c"`."""
    quoted = [f'"{name}"' for name in names]
    if len(quoted) == 1:
        return f"subgraph {quoted[0]}"
    return f"subgraphs {', '.join(quoted[:-1])} and {quoted[-1]}"


def each_in(values: Mapping[str, str]) -> str:
    """`"Int" in subgraph "a", "ID" in subgraphs "b" and "c"` for values by subgraph."""
    by_value: dict[str, list[str]] = {}
    for name, value in values.items():
        by_value.setdefault(value, []).append(name)
    return ", ".join(f'"{value}" in {in_subgraphs(names)}' for value, names in by_value.items())


def applied(application: Application) -> str:
    """The directive as it stands in the subgraph, under the name the specification gives it."""
    arguments = ", ".join(f"{name}: {print_ast(value)}" for name, value in application.arguments.items())
    return f"@{application.name}({arguments})" if arguments else f"@{application.name}"
