"""Merges the types of all subgraphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gateway.composition.merged import Federation, MergedType
from gateway.composition.merging.composed_directives import composed_names, kept_definitions
from gateway.composition.merging.elements import merged_description, merged_directives
from gateway.composition.merging.enums import Positions, merged_values, positions
from gateway.composition.merging.fields import merged_fields
from gateway.composition.merging.inputs import merged_inputs
from gateway.composition.merging.interface_objects import with_interface_object_fields
from gateway.composition.merging.requirements import with_requirements_of_implementations
from gateway.composition.merging.type_references import Subtypes, subtypes_of
from gateway.composition.subgraph import Kind, Subgraph, Type
from gateway.composition.usage import usage_of


def merge(subgraphs: Iterable[Subgraph]) -> Federation:
    """Merges; the order in which subgraphs are given does not matter."""
    by_name = {one.name: one for one in sorted(subgraphs, key=lambda one: one.name)}
    composed = composed_names(by_name.values())
    merging = _Merging(subtypes_of(by_name.values()), positions(by_name.values()), composed)
    names = sorted({name for one in by_name.values() for name in one.types})
    types = {
        name: merging.type({graph: one.types[name] for graph, one in by_name.items() if name in one.types})
        for name in names
    }
    return Federation(
        subgraphs=by_name,
        usage={name: usage_of(one) for name, one in by_name.items()},
        types=with_requirements_of_implementations(with_interface_object_fields(types)),
        directives=kept_definitions(by_name, composed),
    )


class _Merging:
    """What merging one type needs to know of all the others."""

    def __init__(self, subtypes: Subtypes, where: Positions, composed: frozenset[str]) -> None:
        self.subtypes = subtypes
        self.where = where
        self.composed = composed

    def type(self, sources: Mapping[str, Type]) -> MergedType:
        kind = _kind(sources.values())
        alike = {graph: one for graph, one in sources.items() if one.kind is kind or one.is_interface_object}
        first = next(iter(sources.values()))
        return MergedType(
            name=first.name,
            description=merged_description(sources.values()),
            directives=merged_directives(sources, self.composed),
            kind=kind,
            sources=sources,
            interfaces=tuple(dict.fromkeys(name for one in alike.values() for name in one.interfaces)),
            fields=merged_fields(alike, self.subtypes, self.composed),
            members=tuple(dict.fromkeys(name for one in alike.values() for name in one.members)),
            values=merged_values(alike, self.where, self.composed) if kind is Kind.ENUM else {},
            inputs=merged_inputs({graph: one.inputs for graph, one in alike.items()}, self.subtypes, self.composed)
            if kind is Kind.INPUT
            else {},
        )


def _kind(types: Iterable[Type]) -> Kind:
    """The kind of the first copy; an interface object stands for the interface it is part of."""
    kinds = [Kind.INTERFACE if one.is_interface_object else one.kind for one in types]
    return kinds[0]
