"""REQUIRES_FIELDS_MISSING_EXTERNAL, PROVIDES_FIELDS_MISSING_EXTERNAL: what is asked from elsewhere is marked as such.

Each leaf of the selection must be `@external`, or lie below a field that is.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphql import FieldNode, InlineFragmentNode, SelectionSetNode

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.rules.field_set_places import Place, places
from gateway.composition.subgraph import Field, Kind, Type, named
from gateway.composition.wording import applied, error_in


def fields_missing_external(federation: Federation) -> Iterator[CompositionError]:
    for place in places(federation):
        if place.prefix == "KEY":
            continue
        selection_set = place.selection_set()
        if selection_set is None:
            continue
        for coordinate, field in _own_leaves(place, place.on, selection_set):
            message = (
                f'on "{place.coordinate}", for {applied(place.application)}: field "{coordinate}" is not marked '
                "@external: this subgraph resolves it already"
            )
            yield error_in(
                place.subgraph, f"{place.prefix}_FIELDS_MISSING_EXTERNAL", message, place.application.node, field.node
            )


def _own_leaves(place: Place, on: str, selection_set: SelectionSetNode) -> Iterator[tuple[str, Field]]:
    one = place.subgraph.types.get(on)
    for selection in selection_set.selections:
        if isinstance(selection, InlineFragmentNode):
            condition = selection.type_condition.name.value if selection.type_condition else on
            yield from _own_leaves(place, condition, selection.selection_set)
        elif isinstance(selection, FieldNode) and one is not None:
            field = one.fields.get(selection.name.value)
            if field is None or _is_external(place, one, field):
                continue
            if selection.selection_set:
                yield from _own_leaves(place, named(field.type), selection.selection_set)
            else:
                yield f"{one.name}.{field.name}", field


def _is_external(place: Place, one: Type, field: Field) -> bool:
    """A field of an interface is external where that of some implementation is."""
    if field.is_external:
        return True
    return one.kind is Kind.INTERFACE and any(
        other.fields[field.name].is_external
        for other in place.subgraph.types.values()
        if one.name in other.interfaces and field.name in other.fields
    )
