"""GraphQL types -> the types that decoding checks. What decoding accepts is what projection would let through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union

import msgspec
from graphql import (
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLOutputType,
    GraphQLSchema,
    is_composite_type,
)

from gateway.execution.fast.problems import NotFastError

INT = Annotated[int, msgspec.Meta(ge=-(2**31), le=2**31 - 1)]
ANY_VALUE = bool | int | float | str | list[Any] | dict[str, Any]
SCALARS: Mapping[str, Any] = {"Int": INT, "Float": int | float, "String": str, "Boolean": bool, "ID": str | int}


def decoded_type(type_: GraphQLOutputType, inner: Any) -> Any:
    """The type of a value that the client sees; `inner` is that of the object or leaf in it, without null."""
    if isinstance(type_, GraphQLNonNull):
        return _without_null(type_.of_type, inner)
    return Union[_without_null(type_, inner), None]  # noqa: UP007 - the parts are values, not annotations


def lenient_type(type_: GraphQLOutputType, inner: Any) -> Any:
    """The type of an object that only the plan needs: whether it may be null is for nobody to check."""
    if isinstance(type_, GraphQLNonNull):
        return lenient_type(type_.of_type, inner)
    if isinstance(type_, GraphQLList):
        return Union[list[lenient_type(type_.of_type, inner)], None]  # type: ignore[misc] # noqa: UP007
    return Union[inner, None]  # noqa: UP007


def leaf_type(schema: GraphQLSchema, shown: GraphQLSchema, type_name: str) -> Any:
    """The values of a scalar or enum, null left out; of an enum those that the schema `shown` to the viewer has."""
    if not isinstance(schema.type_map[type_name], GraphQLEnumType):
        return SCALARS.get(type_name, ANY_VALUE)
    values = shown.type_map.get(type_name)
    if not isinstance(values, GraphQLEnumType):
        raise NotFastError("an enum that is not shown")
    return Literal[tuple(values.values)]


def hidden_leaf_type(schema: GraphQLSchema, type_name: str) -> Any:
    """The values of a scalar or enum that only the plan needs; of an enum all that the whole schema knows."""
    kind = schema.type_map[type_name]
    return Literal[tuple(kind.values)] if isinstance(kind, GraphQLEnumType) else SCALARS.get(type_name, Any)


def list_depth(type_: GraphQLOutputType) -> int:
    """How many lists are around the named type."""
    depth = 0
    while isinstance(type_, GraphQLList | GraphQLNonNull):
        depth += isinstance(type_, GraphQLList)
        type_ = type_.of_type
    return depth


def is_leaf(schema: GraphQLSchema, type_name: str) -> bool:
    return not is_composite_type(schema.type_map[type_name])


def _without_null(type_: GraphQLOutputType, inner: Any) -> Any:
    if isinstance(type_, GraphQLList):
        return list[decoded_type(type_.of_type, inner)]  # type: ignore[misc]
    return inner
