"""What must hold in the visible schema of every audience: room for null where something is hidden, and silent texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLInterfaceType, GraphQLNonNull, GraphQLObjectType, GraphQLSchema

from gateway.visibility.audiences import audiences
from gateway.visibility.closure.runtime_types import fields_without_room_for_null
from gateway.visibility.closure.texts import hidden_mentions
from gateway.visibility.findings import Finding
from gateway.visibility.policies import Policies

NULLABLE = "make it nullable in the subgraph, or show it"
NULLABLE_INSIDE = "make what stands in it nullable in the subgraph"
IN_WORDS = "say it in words in the subgraph"


def closed_schema_findings(policies: Policies, schema: GraphQLSchema) -> Iterator[Finding]:
    """The findings over all audiences; each is told once and names the audiences it holds for."""
    found: dict[tuple[str, str], list[str]] = {}
    checked: dict[frozenset[str], list[tuple[str, str]]] = {}
    for audience, viewer in audiences(policies):
        visible = policies.visible(viewer).coordinates
        if visible not in checked:
            checked[visible] = list(_problems(schema, visible))
        for problem in checked[visible]:
            found.setdefault(problem, []).append(audience)
    for (reason, way_out), names in found.items():
        others = f" and {len(names) - 1} more" if names[1:] else ""
        yield Finding("schema", 0, f"{reason} (for {names[0]}{others})", way_out)


def _problems(schema: GraphQLSchema, visible: frozenset[str]) -> Iterator[tuple[str, str]]:
    for coordinate in _hidden_fields_without_null(schema, visible):
        yield f"{coordinate} is hidden but not nullable", NULLABLE
    for coordinate in fields_without_room_for_null(schema, visible):
        yield f"{coordinate} may hold hidden objects but leaves no room for null", NULLABLE_INSIDE
    for coordinate, text in _texts(schema):
        if coordinate in visible and (hidden := hidden_mentions(schema, text, visible)):
            yield f"a text of {coordinate} names {', '.join(hidden)}, which is hidden", IN_WORDS


def _hidden_fields_without_null(schema: GraphQLSchema, visible: frozenset[str]) -> Iterator[str]:
    """Hidden fields of visible types, for which a masked document answers null.

    A hidden root field of a mutation or subscription refuses the whole operation instead, and a Query of which nothing
    is visible counts as hidden.
    """
    for type_ in _composite_types(schema):
        shown = [name for name in type_.fields if f"{type_.name}.{name}" in visible]
        if not shown or type_ in (schema.mutation_type, schema.subscription_type):
            continue
        for name, field in type_.fields.items():
            if name not in shown and isinstance(field.type, GraphQLNonNull):
                yield f"{type_.name}.{name}"


def _composite_types(schema: GraphQLSchema) -> list[GraphQLObjectType | GraphQLInterfaceType]:
    return [type_ for type_ in schema.type_map.values() if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)]


def _texts(schema: GraphQLSchema) -> Iterator[tuple[str, str]]:
    """Every description and deprecation reason of the schema with the coordinate that carries it."""
    for type_ in schema.type_map.values():
        yield from _texts_of(type_.name, type_)
        for name, field in getattr(type_, "fields", {}).items():
            yield from _texts_of(f"{type_.name}.{name}", field)
            for argument_name, argument in getattr(field, "args", {}).items():
                yield from _texts_of(f"{type_.name}.{name}({argument_name}:)", argument)
        for name, value in getattr(type_, "values", {}).items():
            yield from _texts_of(f"{type_.name}.{name}", value)


def _texts_of(coordinate: str, element: Any) -> Iterator[tuple[str, str]]:
    for text in (element.description, getattr(element, "deprecation_reason", None)):
        if text:
            yield coordinate, text
