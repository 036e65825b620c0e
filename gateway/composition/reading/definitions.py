"""DIRECTIVE_DEFINITION_INVALID, TYPE_DEFINITION_INVALID: what a subgraph defines of federation itself must be as it is.

A subgraph may leave out optional arguments and locations, and may write `String` where federation has a scalar.
"""

from __future__ import annotations

from collections.abc import Mapping

from graphql import DirectiveDefinitionNode, DocumentNode, ScalarTypeDefinitionNode, TypeDefinitionNode, parse
from graphql.language import NonNullTypeNode

from gateway.composition.reading.documents import federation_definitions
from gateway.composition.reading.links import Links
from gateway.composition.reading.problem import Problem


def check_definitions(document: DocumentNode, links: Links) -> None:
    """Raises Problem for the first definition that is not federation's."""
    known = parse(federation_definitions(links), no_location=True).definitions
    directives = {one.name.value: one for one in known if isinstance(one, DirectiveDefinitionNode)}
    scalars = {one.name.value for one in known if isinstance(one, ScalarTypeDefinitionNode)}
    for definition in document.definitions:
        if isinstance(definition, DirectiveDefinitionNode) and definition.name.value in directives:
            _check_directive(definition, directives)
        elif isinstance(definition, ScalarTypeDefinitionNode):
            continue
        elif isinstance(definition, TypeDefinitionNode) and definition.name.value in scalars:
            message = f'"{definition.name.value}" is a scalar of federation and cannot be defined otherwise'
            raise Problem("TYPE_DEFINITION_INVALID", message, definition)


def _check_directive(own: DirectiveDefinitionNode, known: Mapping[str, DirectiveDefinitionNode]) -> None:
    true = known[own.name.value]
    what = f'the definition of "@{own.name.value}"'
    arguments = {one.name.value for one in own.arguments or ()}
    for name in sorted(arguments - {one.name.value for one in true.arguments or ()}):
        raise Problem("DIRECTIVE_DEFINITION_INVALID", f'{what} has the unknown argument "{name}"', own)
    for argument in true.arguments or ():
        if isinstance(argument.type, NonNullTypeNode) and argument.name.value not in arguments:
            raise Problem("DIRECTIVE_DEFINITION_INVALID", f'{what} lacks the argument "{argument.name.value}"', own)
    for location in sorted({one.value for one in own.locations} - {one.value for one in true.locations}):
        raise Problem("DIRECTIVE_DEFINITION_INVALID", f"{what} has the unknown location {location}", own)
