"""INCONSISTENT_ARGUMENT_PRESENCE, INCONSISTENT_INPUT_OBJECT_FIELD, INCONSISTENT_DEFAULT_VALUE_PRESENCE."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphql import print_ast

from gateway.composition.merged import Federation, MergedInput
from gateway.composition.result import Hint, HintLevel
from gateway.composition.subgraph import Input
from gateway.composition.wording import each_in, in_subgraphs


def inconsistent_inputs(federation: Federation) -> Iterator[Hint]:
    for merged in federation.types.values():
        for field in merged.fields.values():
            coordinate = f"{merged.name}.{field.name}"
            copies = {graph: one.arguments for graph, one in field.sources.items() if not one.is_external}
            for name, dropped in _dropped(copies):
                yield Hint(
                    "INCONSISTENT_ARGUMENT_PRESENCE", HintLevel.WARN, f'argument "{coordinate}({name}:)" {dropped}'
                )
            for argument in field.arguments.values():
                yield from _defaults(f"{coordinate}({argument.name}:)", argument)
        for name, dropped in _dropped({graph: one.inputs for graph, one in merged.sources.items()}):
            yield Hint(
                "INCONSISTENT_INPUT_OBJECT_FIELD", HintLevel.WARN, f'input field "{merged.name}.{name}" {dropped}'
            )
        for each in merged.inputs.values():
            yield from _defaults(f"{merged.name}.{each.name}", each)


def _dropped(copies: Mapping[str, Mapping[str, Input]]) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(name for inputs in copies.values() for name in inputs):
        having = [graph for graph, inputs in copies.items() if name in inputs]
        lacking = [graph for graph in copies if graph not in having]
        if lacking:
            yield name, f"is left out: {in_subgraphs(having)} has it, {in_subgraphs(lacking)} has not"


def _defaults(coordinate: str, each: MergedInput) -> Iterator[Hint]:
    defaults = {graph: print_ast(one.default) for graph, one in each.sources.items() if one.default is not None}
    lacking = [graph for graph in each.sources if graph not in defaults]
    if defaults and lacking:
        message = f'"{coordinate}" loses its default {each_in(defaults)}: it has none in {in_subgraphs(lacking)}'
        yield Hint("INCONSISTENT_DEFAULT_VALUE_PRESENCE", HintLevel.WARN, message)
