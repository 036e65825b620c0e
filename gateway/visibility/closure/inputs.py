"""Clause (c): what takes a hidden required value cannot be asked, so it is hidden too.

An input type that misses a required field cannot be written; arguments and input fields of such a type go, and where
they were required the field that takes them.
"""

from __future__ import annotations

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_required_argument,
    is_required_input_field,
)


def without_unusable_inputs(schema: GraphQLSchema, visible: frozenset[str]) -> frozenset[str]:
    """Takes unusable input types and enums away, then what takes them, then fields that miss a required argument."""
    left = visible - {name for name in visible if "." not in name and _is_unusable(schema, name, visible)}
    hidden: set[str] = set()
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLInputObjectType):
            for field_name, input_field in type_.fields.items():
                if get_named_type(input_field.type).name not in left:
                    hidden.add(f"{type_.name}.{field_name}")
        elif isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in type_.fields.items():
                for argument_name, argument in field.args.items():
                    coordinate = f"{type_.name}.{field_name}({argument_name}:)"
                    if get_named_type(argument.type).name not in left:
                        hidden.add(coordinate)
                    if is_required_argument(argument) and (coordinate not in left or coordinate in hidden):
                        hidden.add(f"{type_.name}.{field_name}")
    return left - hidden


def _is_unusable(schema: GraphQLSchema, name: str, visible: frozenset[str]) -> bool:
    type_ = schema.type_map[name]
    if isinstance(type_, GraphQLEnumType):
        return not any(f"{name}.{value}" in visible for value in type_.values)
    if not isinstance(type_, GraphQLInputObjectType):
        return False
    shown = {field_name for field_name in type_.fields if f"{name}.{field_name}" in visible}
    return not shown or any(
        is_required_input_field(field) and field_name not in shown for field_name, field in type_.fields.items()
    )
