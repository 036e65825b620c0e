"""Merges enums by how they are used: what goes out may be any value, what comes in must be known to all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gateway.composition.merged import MergedValue
from gateway.composition.merging.elements import merged_description, merged_directives
from gateway.composition.subgraph import Subgraph, Type, named


@dataclass(frozen=True, slots=True)
class Positions:
    """The named types seen in input and in output positions of any subgraph."""

    inputs: frozenset[str]
    outputs: frozenset[str]


def positions(subgraphs: Iterable[Subgraph]) -> Positions:
    inputs: set[str] = set()
    outputs: set[str] = set()
    for subgraph in subgraphs:
        for one in subgraph.types.values():
            inputs.update(named(each.type) for each in one.inputs.values())
            for field in one.fields.values():
                outputs.add(named(field.type))
                inputs.update(named(each.type) for each in field.arguments.values())
    return Positions(frozenset(inputs), frozenset(outputs))


def merged_values(types: Mapping[str, Type], where: Positions, composed: frozenset[str]) -> dict[str, MergedValue]:
    """The intersection for an enum only taken in, else the union (that both agree is a rule's business)."""
    name = next(iter(types.values())).name
    intersect = name in where.inputs and name not in where.outputs
    result = {}
    for value in dict.fromkeys(value for one in types.values() for value in one.values):
        sources = {graph: one.values[value] for graph, one in types.items() if value in one.values}
        if intersect and len(sources) < len(types):
            continue
        result[value] = MergedValue(
            name=value,
            description=merged_description(sources.values()),
            directives=merged_directives(sources, composed),
            sources=sources,
        )
    return result
