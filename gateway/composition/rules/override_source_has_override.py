"""OVERRIDE_SOURCE_HAS_OVERRIDE: a field is taken over once; chains and circles would leave nobody to resolve it."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.wording import error_across


def override_source_has_override(federation: Federation) -> Iterator[CompositionError]:
    for merged in federation.types.values():
        for field in merged.fields.values():
            overriding = {graph: one for graph, one in field.sources.items() if one.has("override")}
            for graph, one in overriding.items():
                override = one.application("override")
                source = override.text("from") if override else None
                if source in overriding and source != graph:
                    message = (
                        f'"{merged.name}.{field.name}" in subgraph "{graph}" overrides the one of subgraph "{source}", '
                        "which overrides another in turn"
                    )
                    yield error_across(
                        federation, "OVERRIDE_SOURCE_HAS_OVERRIDE", message, {graph: one, source: overriding[source]}
                    )
