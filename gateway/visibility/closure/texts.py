"""Clauses (c) and (f): defaults and texts of visible elements name nothing hidden.

A default that names a hidden value is dropped; the subgraph still applies it, so the element becomes optional. A
description or deprecation reason counts as naming what it writes as a schema coordinate (`Price.cost`) or, between
backquotes, as a type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphql import (
    EnumValueNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    ListValueNode,
    ObjectValueNode,
    ValueNode,
    get_named_type,
)

NAME = r"[_A-Za-z][_0-9A-Za-z]*"
MENTION = re.compile(rf"\b({NAME})\.({NAME})(\({NAME}:\))?|`({NAME})`")


def hidden_mentions(schema: GraphQLSchema, text: str | None, visible: frozenset[str]) -> list[str]:
    """The coordinates of the public schema that a text names although they are not visible."""
    return [name for name in mentions(schema, text) if name not in visible]


def mentions(schema: GraphQLSchema, text: str | None) -> Iterator[str]:
    """The coordinates of the public schema that a text names."""
    for match in MENTION.finditer(text or ""):
        type_name, member, argument, quoted = match.groups()
        if quoted in schema.type_map:
            yield quoted
        type_ = schema.type_map.get(type_name or "")
        if type_ is None:
            continue
        field = getattr(type_, "fields", {}).get(member)
        if field is not None or member in getattr(type_, "values", {}):
            yield f"{type_name}.{member}"
        if argument and argument[1:-2] in getattr(field, "args", {}):
            yield f"{type_name}.{member}{argument}"


def names_hidden_value(default: ValueNode | None, type_: GraphQLInputType, visible: frozenset[str]) -> bool:
    """Whether a default holds an enum value or an input field that is not visible."""
    named = get_named_type(type_)
    if isinstance(default, ListValueNode):
        inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        item_type = inner.of_type if isinstance(inner, GraphQLList) else inner
        return any(names_hidden_value(item, item_type, visible) for item in default.values)
    if isinstance(default, EnumValueNode) and isinstance(named, GraphQLEnumType):
        return f"{named.name}.{default.value}" not in visible
    if isinstance(default, ObjectValueNode) and isinstance(named, GraphQLInputObjectType):
        return any(
            f"{named.name}.{field.name.value}" not in visible
            or names_hidden_value(field.value, named.fields[field.name.value].type, visible)
            for field in default.fields
        )
    return False
