"""EMPTY_MERGED_INPUT_TYPE: the copies of an input object must have at least one field in common."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Kind
from gateway.composition.wording import error_across, in_subgraphs


def empty_merged_input_type(federation: Federation) -> Iterator[CompositionError]:
    for merged in federation.types.values():
        if merged.kind is Kind.INPUT and not merged.inputs:
            message = (
                f'input object "{merged.name}" has no field that is known to all of {in_subgraphs(merged.sources)}'
            )
            yield error_across(federation, "EMPTY_MERGED_INPUT_TYPE", message, merged.sources)
