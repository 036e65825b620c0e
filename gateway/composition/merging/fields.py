"""Merges the fields of objects and interfaces: all of them, each with the widest of its types."""

from __future__ import annotations

from collections.abc import Mapping

from gateway.composition.merged import MergedField
from gateway.composition.merging.elements import merged_description, merged_directives
from gateway.composition.merging.inputs import merged_inputs
from gateway.composition.merging.type_references import Subtypes, widest
from gateway.composition.subgraph import Field, Type


def merged_fields(types: Mapping[str, Type], subtypes: Subtypes, composed: frozenset[str]) -> dict[str, MergedField]:
    names = dict.fromkeys(name for one in types.values() for name in one.fields)
    return {
        name: _merged_field(
            name, {graph: one.fields[name] for graph, one in types.items() if name in one.fields}, subtypes, composed
        )
        for name in names
    }


def overridden_by(sources: Mapping[str, Field]) -> dict[str, str]:
    """Subgraph whose copy is given up -> the subgraph that takes it over, now or by and by."""
    return {
        source: graph
        for graph, field in sources.items()
        for override in field.applications("override")
        if (source := override.text("from")) is not None and source in sources and source != graph
    }


def _merged_field(name: str, sources: Mapping[str, Field], subtypes: Subtypes, composed: frozenset[str]) -> MergedField:
    """External copies count only where there are no others: they repeat what another subgraph says."""
    telling = {graph: field for graph, field in sources.items() if not field.is_external} or sources
    return MergedField(
        name=name,
        description=merged_description(telling.values()),
        directives=merged_directives(telling, composed),
        type=widest(subtypes, (field.type for field in telling.values())),
        arguments=merged_inputs({graph: field.arguments for graph, field in telling.items()}, subtypes, composed),
        sources=sources,
        overridden=frozenset(source for source, graph in overridden_by(sources).items() if not _label(sources[graph])),
    )


def _label(field: Field) -> str | None:
    return next((one.text("label") for one in field.applications("override")), None)
