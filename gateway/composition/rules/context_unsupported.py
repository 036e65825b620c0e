"""UNSUPPORTED_FEATURE: the gateway does not understand `@context` and `@fromContext`, so they are refused."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.wording import error_in


def context_unsupported(federation: Federation) -> Iterator[CompositionError]:
    for subgraph in federation.subgraphs.values():
        for one in subgraph.types.values():
            for application in one.applications("context"):
                message = f'@context on "{one.name}" is not supported; pass what is needed as an argument'
                yield error_in(subgraph, "UNSUPPORTED_FEATURE", message, application.node)
            for field in one.fields.values():
                for argument in field.arguments.values():
                    for application in argument.applications("fromContext"):
                        message = (
                            f'@fromContext on "{one.name}.{field.name}({argument.name}:)" is not supported; '
                            "let clients pass the argument"
                        )
                        yield error_in(subgraph, "UNSUPPORTED_FEATURE", message, application.node)
