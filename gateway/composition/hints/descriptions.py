"""INCONSISTENT_DESCRIPTION: subgraphs describe the same element differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gateway.composition.merged import Federation, MergedElement, MergedType
from gateway.composition.result import Hint, HintLevel
from gateway.composition.subgraph import Element
from gateway.composition.wording import in_subgraphs


def inconsistent_descriptions(federation: Federation) -> Iterator[Hint]:
    for merged in federation.types.values():
        for coordinate, element, sources in _elements(merged):
            described = {graph: one.description for graph, one in sources.items() if one.description}
            if len(set(described.values())) > 1:
                chosen = [graph for graph, text in described.items() if text == element.description]
                message = f'"{coordinate}" has different descriptions; the one of {in_subgraphs(chosen)} is taken'
                yield Hint("INCONSISTENT_DESCRIPTION", HintLevel.WARN, message)


def _elements(merged: MergedType) -> Iterator[tuple[str, MergedElement, Mapping[str, Element]]]:
    yield merged.name, merged, merged.sources
    for field in merged.fields.values():
        telling = {graph: one for graph, one in field.sources.items() if not one.is_external}
        yield f"{merged.name}.{field.name}", field, telling
        for argument in field.arguments.values():
            yield f"{merged.name}.{field.name}({argument.name}:)", argument, argument.sources
    for each in merged.inputs.values():
        yield f"{merged.name}.{each.name}", each, each.sources
    for value in merged.values.values():
        yield f"{merged.name}.{value.name}", value, value.sources
