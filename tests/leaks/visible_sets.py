"""Every distinct set of what somebody may see, with one viewer who sees it.

Those of the role files (every audience with every function and every machine) and of the demo sign-ins; and, since the
policies of today rule no argument, input field, enum value or key apart from its owner, one for each of these that
hides it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graphql import GraphQLObjectType, GraphQLSchema

from gateway.model.operation import Field, Fragment, Selection
from gateway.model.viewer import Standing, Viewer
from gateway.model.visible import VisibleSchema
from gateway.supergraph import Supergraph
from gateway.visibility.audiences import audiences
from gateway.visibility.closure.output_enums import output_enums
from gateway.visibility.coordinates import coordinates_of
from gateway.visibility.policies import Policies
from gateway.visibility.pruning import visible_schema
from tests.kit.viewers import VIEWERS

ALONE = "alone:"
"""Begins the subject of a viewer from whom one coordinate alone is hidden."""


@dataclass(frozen=True, slots=True)
class VisibleSet:
    """`viewer` is one of those who see it; `alone` is the one coordinate that was taken from everything."""

    name: str
    viewer: Viewer
    visible: VisibleSchema
    alone: str | None = None


def role_sets(policies: Policies) -> list[VisibleSet]:
    found: dict[str, VisibleSet] = {}
    for name, viewer in [*audiences(policies), *VIEWERS.items()]:
        visible = policies.visible(viewer)
        found.setdefault(visible.id, VisibleSet(name, replace(viewer, subject=f"grid:{name}"), visible))
    return list(found.values())


def lone_sets(supergraph: Supergraph) -> list[VisibleSet]:
    return [
        VisibleSet(f"{ALONE}{one}", Viewer(subject=f"{ALONE}{one}"), hiding(supergraph.public_schema, one), one)
        for one in sorted({*_values(supergraph.public_schema), *machinery(supergraph)})
    ]


def hiding(schema: GraphQLSchema, *hidden: str) -> VisibleSchema:
    """Everything but these coordinates, closed."""
    return visible_schema(schema, frozenset(coordinates_of(schema).names) - {*hidden})


def _values(schema: GraphQLSchema) -> Iterator[str]:
    """Arguments, input fields, and the enum values that can be hidden: those of enums that no field returns."""
    coordinates = coordinates_of(schema)
    returned = {enum.name for enum in output_enums(schema)}
    for arguments in coordinates.fields.values():
        yield from arguments
    yield from (one for one in coordinates.values if one.partition(".")[0] not in returned)


def machinery(supergraph: Supergraph) -> Iterator[str]:
    """The fields of public types that are fetched for others: keys, and what `@requires` names."""
    for name, by_subgraph in supergraph.types.items():
        for type_ in by_subgraph.values():
            if not isinstance(supergraph.public_schema.type_map.get(name), GraphQLObjectType):
                continue
            for key in type_.keys:
                yield from _fields(key.selections)
            for field in type_.fields.values():
                yield from _fields(field.requires)


def _fields(selections: tuple[Selection, ...]) -> Iterator[str]:
    for one in selections:
        if isinstance(one, Fragment):
            yield from _fields(one.selections)
        elif isinstance(one, Field):
            if not one.name.startswith("__"):
                yield f"{one.parent}.{one.name}"
            yield from _fields(one.selections)


class Arranged:
    """The real policies, and beside them the viewers from whom one coordinate alone is hidden.

    `also` are coordinates that everybody may see besides, for a schema that has more than the policies know of.
    """

    def __init__(
        self, real: Policies, schema: GraphQLSchema, lone: Mapping[str, VisibleSchema], also: frozenset[str]
    ) -> None:
        self._real = real
        self._schema = schema
        self._lone = lone
        self._also = also
        self._widened: dict[frozenset[str], VisibleSchema] = {}
        self.revision = real.revision

    def visible(self, viewer: Viewer) -> VisibleSchema:
        found = self._lone.get(viewer.subject)
        if found is not None:
            return found
        if not self._also:
            return self._real.visible(viewer)
        allowed = (self._real.allowed(viewer) | self._also) - self._real.coordinates.operations
        if allowed not in self._widened:
            self._widened[allowed] = visible_schema(self._schema, allowed)
        return self._widened[allowed]

    def standing(self, viewer: Viewer) -> Standing:
        return self._real.standing(viewer)
