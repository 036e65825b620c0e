"""REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH: what one subgraph demands is not left out because another lacks it."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.wording import error_across, in_subgraphs

CODE = "REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH"


def required_input_field_missing(federation: Federation) -> Iterator[CompositionError]:
    for merged in federation.types.values():
        for name in dict.fromkeys(name for one in merged.sources.values() for name in one.inputs):
            lacking = [graph for graph, one in merged.sources.items() if name not in one.inputs]
            requiring = {
                graph: one.inputs[name]
                for graph, one in merged.sources.items()
                if name in one.inputs and one.inputs[name].is_required
            }
            if lacking and requiring:
                message = (
                    f'input field "{merged.name}.{name}" is required in {in_subgraphs(requiring)} '
                    f"but missing in {in_subgraphs(lacking)}"
                )
                yield error_across(federation, CODE, message, requiring)
