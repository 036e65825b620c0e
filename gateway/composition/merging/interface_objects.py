"""Gives the implementations of an interface the fields that other subgraphs add to it as an interface object.

Source: federation v2.3, `@interfaceObject`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gateway.composition.merged import MergedField, MergedType
from gateway.composition.subgraph import Kind


def with_interface_object_fields(types: Mapping[str, MergedType]) -> dict[str, MergedType]:
    result = dict(types)
    for interface in types.values():
        added = _added_by_interface_objects(interface)
        for one in types.values():
            if added and one.kind is Kind.OBJECT and interface.name in one.interfaces:
                missing = {name: field for name, field in added.items() if name not in result[one.name].fields}
                result[one.name] = replace(result[one.name], fields={**result[one.name].fields, **missing})
    return result


def _added_by_interface_objects(interface: MergedType) -> dict[str, MergedField]:
    if interface.kind is not Kind.INTERFACE:
        return {}
    adding = {graph for graph, one in interface.sources.items() if one.is_interface_object}
    return {
        name: replace(field, sources={}, overridden=frozenset())
        for name, field in interface.fields.items()
        if any(graph in adding and not copy.is_external for graph, copy in field.sources.items())
    }
