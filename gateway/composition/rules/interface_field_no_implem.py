"""INTERFACE_FIELD_NO_IMPLEM: after merging, every implementation has every field of the interface."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Kind
from gateway.composition.wording import error_across, in_subgraphs


def interface_field_no_implem(federation: Federation) -> Iterator[CompositionError]:
    for merged in federation.types.values():
        for name in merged.interfaces:
            interface = federation.types.get(name)
            if interface is None or interface.kind is not Kind.INTERFACE:
                continue
            for field in interface.fields.values():
                if field.name not in merged.fields:
                    message = (
                        f'interface field "{name}.{field.name}" of {in_subgraphs(field.sources)} is missing on '
                        f'"{merged.name}" of {in_subgraphs(merged.sources)}, which implements it'
                    )
                    yield error_across(federation, "INTERFACE_FIELD_NO_IMPLEM", message, field.sources)
