"""INVALID_FIELD_SHARING: a field that several subgraphs resolve is marked `@shareable` in all of them.

Not counted: copies that are external and not provided, overridden copies, and the fields of interfaces. Fields of keys
are shareable without saying so, and so is an external field that a path provides. An interface object resolves its
fields for each implementation.
"""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation, MergedField, MergedType
from gateway.composition.result import CompositionError
from gateway.composition.subgraph import Field, Kind, Type
from gateway.composition.usage import is_resolved
from gateway.composition.wording import error_across, in_subgraphs


def invalid_field_sharing(federation: Federation) -> Iterator[CompositionError]:
    for merged in federation.types.values():
        for field in merged.fields.values():
            copies = _resolving(federation, merged, field)
            if merged.name == "Subscription":
                yield from _shared_events(federation, field)
                selfish = copies
            else:
                selfish = {graph: one for graph, one in copies.items() if not _is_shareable(federation, graph, one)}
            if len(copies) > 1 and selfish:
                message = (
                    f'"{merged.name}.{field.name}" is resolved by {in_subgraphs(copies)}, but not marked @shareable in '
                    f"{in_subgraphs(selfish)}{_misspelt_overrides(federation, field)}"
                )
                yield error_across(
                    federation, "INVALID_FIELD_SHARING", message, {graph: one for graph, (_, one) in copies.items()}
                )


def _resolving(federation: Federation, merged: MergedType, field: MergedField) -> dict[str, tuple[Type, Field]]:
    """The copies that answer for objects of this type, with the type they stand on."""
    found: dict[str, tuple[Type, Field]] = {}
    if merged.kind is Kind.INTERFACE:
        kinds = {graph: one for graph, one in merged.sources.items() if one.is_interface_object}
    else:
        kinds = dict(merged.sources)
        for name in merged.interfaces:
            interface = federation.types.get(name)
            for graph, one in (interface.sources if interface else {}).items():
                if one.is_interface_object:
                    kinds.setdefault(graph, one)
    for graph, one in sorted(kinds.items()):
        copy = one.fields.get(field.name)
        if copy is not None and graph not in field.overridden and not _is_given_up_by_and_by(field, graph):
            found[graph] = (one, copy)
    return {graph: pair for graph, pair in found.items() if is_resolved(federation.usage[graph], *pair)}


def _is_given_up_by_and_by(field: MergedField, graph: str) -> bool:
    return any(
        override.text("from") == graph for one in field.sources.values() for override in one.applications("override")
    )


def _is_shareable(federation: Federation, graph: str, resolving: tuple[Type, Field]) -> bool:
    one, copy = resolving
    return copy.is_external or copy.has("shareable") or (one.name, copy.name) in federation.usage[graph].keys


def _shared_events(federation: Federation, field: MergedField) -> Iterator[CompositionError]:
    shared = {graph: one for graph, one in field.sources.items() if one.has("shareable")}
    if shared:
        message = f'"Subscription.{field.name}" is marked @shareable in {in_subgraphs(shared)}; events have one source'
        yield error_across(federation, "INVALID_FIELD_SHARING", message, shared)


def _misspelt_overrides(federation: Federation, field: MergedField) -> str:
    unknown = [
        f'{graph} overrides it from "{name}", which is no subgraph'
        for graph, one in field.sources.items()
        for override in one.applications("override")
        if (name := override.text("from")) not in federation.subgraphs
    ]
    return f" ({'; '.join(unknown)})" if unknown else ""
