"""REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH: what one subgraph demands is not left out because another lacks it."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.wording import error_across, in_subgraphs

CODE = "REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH"


def required_argument_missing(federation: Federation) -> Iterator[CompositionError]:
    for merged in federation.types.values():
        for field in merged.fields.values():
            copies = {graph: one for graph, one in field.sources.items() if not one.is_external}
            for name in dict.fromkeys(name for one in copies.values() for name in one.arguments):
                lacking = [graph for graph, one in copies.items() if name not in one.arguments]
                requiring = {
                    graph: one.arguments[name]
                    for graph, one in copies.items()
                    if name in one.arguments and one.arguments[name].is_required
                }
                if lacking and requiring:
                    message = (
                        f'"{merged.name}.{field.name}({name}:)" is required in {in_subgraphs(requiring)} '
                        f"but missing in {in_subgraphs(lacking)}"
                    )
                    yield error_across(federation, CODE, message, requiring)
