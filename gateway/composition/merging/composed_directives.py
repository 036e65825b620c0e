"""Which directives of the subgraphs' own reach the supergraph: composed ones, and executable ones that all define."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphql import DirectiveDefinitionNode, InputValueDefinitionNode, print_ast

from gateway.composition.merging.type_references import narrowest
from gateway.composition.subgraph import Subgraph

EXECUTABLE_LOCATIONS = frozenset(
    {
        "QUERY",
        "MUTATION",
        "SUBSCRIPTION",
        "FIELD",
        "FRAGMENT_DEFINITION",
        "FRAGMENT_SPREAD",
        "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION",
    }
)


def composed_names(subgraphs: Iterable[Subgraph]) -> frozenset[str]:
    """Names, without `@`, that some subgraph asks to keep by `@composeDirective`."""
    return frozenset(
        name.removeprefix("@")
        for subgraph in subgraphs
        for one in subgraph.schema_directives
        if one.name == "composeDirective" and one.federation and (name := one.text("name"))
    )


def kept_definitions(subgraphs: Mapping[str, Subgraph], composed: frozenset[str]) -> dict[str, DirectiveDefinitionNode]:
    """Definitions of the directives that stand in the supergraph; an executable one keeps the common locations."""
    result: dict[str, DirectiveDefinitionNode] = {}
    for name in sorted({name for one in subgraphs.values() for name in one.directive_definitions}):
        copies = [one.directive_definitions[name] for one in subgraphs.values() if name in one.directive_definitions]
        if name in composed:
            result[name] = copies[0]
        elif len(copies) == len(subgraphs):
            common = [
                location
                for location in copies[0].locations
                if location.value in EXECUTABLE_LOCATIONS
                and all(any(location.value == one.value for one in copy.locations) for copy in copies)
            ]
            if common:
                result[name] = DirectiveDefinitionNode(
                    name=copies[0].name,
                    description=copies[0].description,
                    arguments=_common_arguments(copies),
                    repeatable=all(copy.repeatable for copy in copies),
                    locations=tuple(common),
                )
    return result


def _common_arguments(copies: list[DirectiveDefinitionNode]) -> tuple[InputValueDefinitionNode, ...]:
    """The arguments that all definitions have, each with the narrowest type and the default they agree on."""
    result = []
    for argument in copies[0].arguments or ():
        same = [one for copy in copies for one in copy.arguments or () if one.name.value == argument.name.value]
        kind = narrowest({}, (one.type for one in same))
        if len(same) == len(copies) and kind is not None:
            defaults = {print_ast(one.default_value) if one.default_value else None for one in same}
            result.append(
                InputValueDefinitionNode(
                    name=argument.name,
                    description=argument.description,
                    type=kind,
                    default_value=argument.default_value if len(defaults) == 1 else None,
                    directives=(),
                )
            )
    return tuple(result)
