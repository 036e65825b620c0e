"""Everything that can be hidden, as schema coordinates: what policies rule, and what no client may ever use.

Beside types, fields, arguments, input fields and enum values of the whole supergraph also its directives (`@cost`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
    is_specified_directive,
    is_specified_scalar_type,
)

from tests.kit.visible_parts import all_coordinates


class Kind(Enum):
    TYPE = "type"
    FIELD = "field"
    ARGUMENT = "argument"
    INPUT_FIELD = "input field"
    ENUM_VALUE = "enum value"
    DIRECTIVE = "directive"


@dataclass(frozen=True, slots=True)
class Coordinate:
    """`name` is the word that must not be told; `owner` the type it stands in, `field` that of an argument."""

    text: str
    kind: Kind
    name: str
    owner: str = ""
    field: str = ""

    def __str__(self) -> str:
        return self.text


def coordinates_of(schema: GraphQLSchema) -> dict[str, Coordinate]:
    """All of a whole schema by their texts, in one fixed order; what the specification itself defines is no secret."""
    found = [
        _coordinate(schema, text)
        for text in all_coordinates(schema)
        if not is_introspection_type(schema.type_map[text.partition(".")[0]])
        and not is_specified_scalar_type(schema.type_map[text.partition(".")[0]])
    ]
    found += [
        Coordinate(f"@{one.name}", Kind.DIRECTIVE, one.name)
        for one in schema.directives
        if not is_specified_directive(one) and one.name != "defer"
    ]
    return {one.text: one for one in sorted(found, key=str)}


def _coordinate(schema: GraphQLSchema, text: str) -> Coordinate:
    owner, _, member = text.partition(".")
    if not member:
        return Coordinate(text, Kind.TYPE, owner)
    field, _, argument = member.partition("(")
    if argument:
        return Coordinate(text, Kind.ARGUMENT, argument.removesuffix(":)"), owner, field)
    type_ = schema.type_map[owner]
    if isinstance(type_, GraphQLInputObjectType):
        return Coordinate(text, Kind.INPUT_FIELD, member, owner)
    if isinstance(type_, GraphQLEnumType):
        return Coordinate(text, Kind.ENUM_VALUE, member, owner)
    assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)
    return Coordinate(text, Kind.FIELD, member, owner)
