"""MERGED_DIRECTIVE_APPLICATION_ON_EXTERNAL: `@tag` and `@inaccessible` belong where the field is resolved."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.wording import applied, error_in

MERGED = ("tag", "inaccessible")


def merged_directive_on_external(federation: Federation) -> Iterator[CompositionError]:
    for subgraph in federation.subgraphs.values():
        for one, field in subgraph.fields():
            if not field.is_external:
                continue
            elements = {f"{one.name}.{field.name}": field} | {
                f"{one.name}.{field.name}({argument.name}:)": argument for argument in field.arguments.values()
            }
            for coordinate, element in elements.items():
                for application in element.directives:
                    if application.federation and application.name in MERGED:
                        message = f'{applied(application)} has no effect on "{coordinate}", which is @external here'
                        yield error_in(subgraph, "MERGED_DIRECTIVE_APPLICATION_ON_EXTERNAL", message, application.node)
