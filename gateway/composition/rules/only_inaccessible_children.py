"""ONLY_INACCESSIBLE_CHILDREN: a type that clients see has something in it that they see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gateway.composition.merged import Federation, MergedElement, MergedType
from gateway.composition.result import CompositionError
from gateway.composition.rules.api_elements import INACCESSIBLE, api_types
from gateway.composition.wording import error_across, in_subgraphs


def only_inaccessible_children(federation: Federation) -> Iterator[CompositionError]:
    for merged in api_types(federation):
        children = _children(federation, merged)
        if children and all(one.has(INACCESSIBLE) for one in children.values()):
            message = (
                f'everything in "{merged.name}" of {in_subgraphs(merged.sources)} is @inaccessible '
                f"({', '.join(children)}), but the type itself is not"
            )
            yield error_across(federation, "ONLY_INACCESSIBLE_CHILDREN", message, merged.sources)


def _children(federation: Federation, merged: MergedType) -> Mapping[str, MergedElement]:
    members = {name: federation.types[name] for name in merged.members if name in federation.types}
    return {**merged.fields, **merged.inputs, **merged.values, **members}
