"""EXTENSION_WITH_NO_BASE: a type that is only ever extended is defined nowhere. Root types need no definition."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import ROOTS
from gateway.composition.wording import error_across, in_subgraphs


def extension_with_no_base(federation: Federation) -> Iterator[CompositionError]:
    for merged in federation.types.values():
        if merged.name not in ROOTS and all(one.is_extension for one in merged.sources.values()):
            message = f'type "{merged.name}" is extended in {in_subgraphs(merged.sources)}, but defined in no subgraph'
            yield error_across(federation, "EXTENSION_WITH_NO_BASE", message, merged.sources)
