"""EMPTY_MERGED_ENUM_TYPE: the copies of an enum that is only taken in must have at least one value in common."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Kind
from gateway.composition.wording import error_across, in_subgraphs


def empty_merged_enum_type(federation: Federation) -> Iterator[CompositionError]:
    for merged in federation.types.values():
        if merged.kind is Kind.ENUM and not merged.values:
            message = f'enum "{merged.name}" has no value that is known to all of {in_subgraphs(merged.sources)}'
            yield error_across(federation, "EMPTY_MERGED_ENUM_TYPE", message, merged.sources)
