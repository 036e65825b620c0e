"""DIRECTIVE_COMPOSITION_ERROR: `@composeDirective` keeps what is defined, linked, and not federation's own."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.federation_spec import GRAPHQL_OWN, NAMES
from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Subgraph
from gateway.composition.wording import error_in

CODE = "DIRECTIVE_COMPOSITION_ERROR"


def compose_directive(federation: Federation) -> Iterator[CompositionError]:
    for subgraph in federation.subgraphs.values():
        for one in subgraph.schema_directives:
            if one.name == "composeDirective" and one.federation:
                problem = _problem(subgraph, one.text("name"))
                if problem is not None:
                    yield error_in(subgraph, CODE, f"@composeDirective: {problem}", one.node)


def _problem(subgraph: Subgraph, name: str | None) -> str | None:
    if name is None:
        return 'the "name" of a directive is needed'
    if not name.startswith("@"):
        return f'"{name}" must begin with "@"'
    bare = name.removeprefix("@")
    if bare in NAMES | GRAPHQL_OWN:
        return f'"{name}" is a directive of GraphQL or federation and needs no composing'
    if bare not in subgraph.directive_definitions:
        return f'"{name}" is not defined in this subgraph'
    if not any(feature.owns_directive(bare) for feature in subgraph.features.values()):
        return f'"{name}" must come from a specification that the schema links by @link'
    return None
