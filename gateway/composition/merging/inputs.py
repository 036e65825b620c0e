"""Merges arguments and input fields: only what all subgraphs know remains, with the narrowest of the types."""

from __future__ import annotations

from collections.abc import Mapping

from graphql import ValueNode, print_ast

from gateway.composition.merged import MergedInput
from gateway.composition.merging.elements import merged_description, merged_directives
from gateway.composition.merging.type_references import Subtypes, narrowest
from gateway.composition.subgraph import Input


def merged_inputs(
    copies: Mapping[str, Mapping[str, Input]], subtypes: Subtypes, composed: frozenset[str]
) -> dict[str, MergedInput]:
    """From the inputs of each subgraph that has the field or input object, those present in all of them."""
    if not copies:
        return {}
    names = dict.fromkeys(name for inputs in copies.values() for name in inputs)
    return {
        name: merged_input(name, {graph: inputs[name] for graph, inputs in copies.items()}, subtypes, composed)
        for name in names
        if all(name in inputs for inputs in copies.values())
    }


def merged_input(name: str, sources: Mapping[str, Input], subtypes: Subtypes, composed: frozenset[str]) -> MergedInput:
    return MergedInput(
        name=name,
        description=merged_description(sources.values()),
        directives=merged_directives(sources, composed),
        type=narrowest(subtypes, (one.type for one in sources.values())),
        default=_default(sources),
        sources=sources,
    )


def _default(sources: Mapping[str, Input]) -> ValueNode | None:
    """The default all copies agree on; where one has none, the gateway must not invent it."""
    defaults = [one.default for one in sources.values()]
    first = defaults[0]
    if first is None or any(one is None or print_ast(one) != print_ast(first) for one in defaults):
        return None
    return first
