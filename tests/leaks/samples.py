"""Values that validation takes: literals for documents, JSON for variables. Only what is required is given."""

from __future__ import annotations

from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_composite_type,
    is_required_argument,
    is_required_input_field,
)

_SCALARS: dict[str, Any] = {"Int": 1, "Float": 1, "Boolean": True}


class Raw(str):
    """A literal that is written as it stands."""

    __slots__ = ()


def sample(type_: GraphQLInputType) -> Any:
    """JSON; an enum value is its name."""
    if isinstance(type_, GraphQLNonNull):
        return sample(type_.of_type)
    if isinstance(type_, GraphQLList):
        return [sample(type_.of_type)]
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    if isinstance(type_, GraphQLInputObjectType):
        return {name: sample(one.type) for name, one in type_.fields.items() if is_required_input_field(one)}
    return _SCALARS.get(type_.name, "x")


def literal(type_: GraphQLInputType, value: Any = None) -> str:
    """The same as a literal; `value` is JSON of this type."""
    value = sample(type_) if value is None else value
    if isinstance(value, Raw):
        return value
    if isinstance(type_, GraphQLNonNull):
        return literal(type_.of_type, value)
    if isinstance(type_, GraphQLList):
        items = value if isinstance(value, list) else [value]
        return f"[{', '.join(literal(type_.of_type, one) for one in items)}]"
    if isinstance(type_, GraphQLEnumType):
        return str(value)
    if isinstance(type_, GraphQLInputObjectType):
        members = (f"{name}: {_member(type_, name, one)}" for name, one in value.items())
        return f"{{{', '.join(members)}}}"
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def arguments(field: GraphQLField, **given: str) -> str:
    """The arguments of a field: those that are required, and those given as literals."""
    required = {name: literal(one.type) for name, one in field.args.items() if is_required_argument(one)}
    written = ", ".join(f"{name}: {value}" for name, value in {**required, **given}.items())
    return f"({written})" if written else ""


def below(field: GraphQLField) -> str:
    """What is selected of a field, if it needs a selection."""
    return " { __typename }" if is_composite_type(get_named_type(field.type)) else ""


def _member(type_: GraphQLInputObjectType, name: str, value: Any) -> str:
    return value if isinstance(value, Raw) else literal(type_.fields[name].type, value)
