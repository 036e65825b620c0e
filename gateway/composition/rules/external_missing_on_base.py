"""EXTERNAL_MISSING_ON_BASE: what all subgraphs take from elsewhere comes from nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.wording import error_across, in_subgraphs


def external_missing_on_base(federation: Federation) -> Iterator[CompositionError]:
    for merged in federation.types.values():
        for field in merged.fields.values():
            if field.sources and all(one.is_external for one in field.sources.values()):
                message = (
                    f'"{merged.name}.{field.name}" is marked @external in {in_subgraphs(field.sources)}, '
                    "the only ones that know it"
                )
                yield error_across(federation, "EXTERNAL_MISSING_ON_BASE", message, field.sources)
