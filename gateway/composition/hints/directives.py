"""INCONSISTENT_EXECUTABLE_DIRECTIVE_PRESENCE, _REPEATABLE, _LOCATIONS, NO_EXECUTABLE_DIRECTIVE_INTERSECTION.

A directive of operations reaches clients only as far as all subgraphs define it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphql import DirectiveDefinitionNode

from gateway.composition.merged import Federation
from gateway.composition.merging.composed_directives import EXECUTABLE_LOCATIONS
from gateway.composition.result import Hint, HintLevel
from gateway.composition.wording import each_in, in_subgraphs


def inconsistent_directives(federation: Federation) -> Iterator[Hint]:
    names = {name for one in federation.subgraphs.values() for name in one.directive_definitions}
    for name in sorted(names):
        copies = {
            graph: one.directive_definitions[name]
            for graph, one in federation.subgraphs.items()
            if name in one.directive_definitions
        }
        if any(_locations(one) for one in copies.values()):
            yield from _hints(federation, name, copies)


def _hints(federation: Federation, name: str, copies: Mapping[str, DirectiveDefinitionNode]) -> Iterator[Hint]:
    lacking = [graph for graph in federation.subgraphs if graph not in copies]
    if lacking:
        message = f'directive "@{name}" is left out: it is in {in_subgraphs(copies)}, not in {in_subgraphs(lacking)}'
        yield Hint("INCONSISTENT_EXECUTABLE_DIRECTIVE_PRESENCE", HintLevel.WARN, message)
        return
    locations = {graph: ", ".join(_locations(one)) for graph, one in copies.items()}
    if name not in federation.directives:
        message = f'directive "@{name}" is left out: it has no location in common, but {each_in(locations)}'
        yield Hint("NO_EXECUTABLE_DIRECTIVE_INTERSECTION", HintLevel.WARN, message)
        return
    if len({one.repeatable for one in copies.values()}) > 1:
        repeating = [graph for graph, one in copies.items() if one.repeatable]
        message = f'directive "@{name}" is repeatable in {in_subgraphs(repeating)} only, and so not in the supergraph'
        yield Hint("INCONSISTENT_EXECUTABLE_DIRECTIVE_REPEATABLE", HintLevel.WARN, message)
    if len(set(locations.values())) > 1:
        message = f'directive "@{name}" may stand at {each_in(locations)}; the supergraph keeps what is common'
        yield Hint("INCONSISTENT_EXECUTABLE_DIRECTIVE_LOCATIONS", HintLevel.WARN, message)


def _locations(definition: DirectiveDefinitionNode) -> list[str]:
    return sorted(one.value for one in definition.locations if one.value in EXECUTABLE_LOCATIONS)
