"""INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE, INCONSISTENT_BUT_COMPATIBLE_ARGUMENT_TYPE."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphql import TypeNode, print_ast

from gateway.composition.merged import Federation
from gateway.composition.result import Hint, HintLevel
from gateway.composition.subgraph import Field, Input
from gateway.composition.wording import each_in

FIELD = "INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE"
ARGUMENT = "INCONSISTENT_BUT_COMPATIBLE_ARGUMENT_TYPE"


def inconsistent_types(federation: Federation) -> Iterator[Hint]:
    for merged in federation.types.values():
        for field in merged.fields.values():
            coordinate = f"{merged.name}.{field.name}"
            telling = {graph: one for graph, one in field.sources.items() if not one.is_external}
            yield from _hints(FIELD, coordinate, field.type, telling)
            for argument in field.arguments.values():
                yield from _hints(ARGUMENT, f"{coordinate}({argument.name}:)", argument.type, argument.sources)
        for each in merged.inputs.values():
            yield from _hints(FIELD, f"{merged.name}.{each.name}", each.type, each.sources)


def _hints(code: str, coordinate: str, chosen: TypeNode | None, sources: Mapping[str, Field | Input]) -> Iterator[Hint]:
    types = {graph: print_ast(one.type) for graph, one in sources.items()}
    if chosen is not None and len(set(types.values())) > 1:
        message = f'"{coordinate}" is {each_in(types)}; the supergraph takes "{print_ast(chosen)}"'
        yield Hint(code, HintLevel.INFO, message)
