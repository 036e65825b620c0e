"""FIELD_ARGUMENT_DEFAULT_MISMATCH, INPUT_FIELD_DEFAULT_MISMATCH: subgraphs that give a default give the same."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import print_ast

from gateway.composition.merged import Federation, MergedInput
from gateway.composition.result import CompositionError
from gateway.composition.wording import each_in, error_across


def default_mismatch(federation: Federation) -> Iterator[CompositionError]:
    for merged in federation.types.values():
        for field in merged.fields.values():
            for argument in field.arguments.values():
                coordinate = f"{merged.name}.{field.name}({argument.name}:)"
                yield from _errors(federation, "FIELD_ARGUMENT_DEFAULT_MISMATCH", coordinate, argument)
        for each in merged.inputs.values():
            yield from _errors(federation, "INPUT_FIELD_DEFAULT_MISMATCH", f"{merged.name}.{each.name}", each)


def _errors(federation: Federation, code: str, coordinate: str, each: MergedInput) -> Iterator[CompositionError]:
    defaults = {graph: print_ast(one.default) for graph, one in each.sources.items() if one.default is not None}
    if len(set(defaults.values())) > 1:
        message = f'"{coordinate}" has different defaults: {each_in(defaults)}'
        yield error_across(federation, code, message, {graph: each.sources[graph] for graph in defaults})
