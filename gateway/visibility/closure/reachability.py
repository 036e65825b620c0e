"""Clause (b), second half: what no visible path leads to is hidden, so that its name shows nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
)


def without_unreachable_types(schema: GraphQLSchema, visible: frozenset[str]) -> frozenset[str]:
    """Walks from the root types over visible fields, arguments, members and implementations."""
    roots = [root for root in (schema.query_type, schema.mutation_type, schema.subscription_type) if root]
    waiting: list[GraphQLNamedType] = [root for root in roots if root.name in visible]
    waiting += [get_named_type(one.type) for directive in schema.directives for one in directive.args.values()]
    reached = {type_.name for type_ in waiting}
    while waiting:
        for next_type in _leads_to(schema, waiting.pop(), visible):
            if next_type.name in visible and next_type.name not in reached:
                reached.add(next_type.name)
                waiting.append(next_type)
    return frozenset(name for name in visible if "." in name or name in reached)


def _leads_to(schema: GraphQLSchema, type_: GraphQLNamedType, visible: frozenset[str]) -> Iterator[GraphQLNamedType]:
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        for field_name, field in type_.fields.items():
            if f"{type_.name}.{field_name}" not in visible:
                continue
            yield get_named_type(field.type)
            for argument_name, argument in field.args.items():
                if f"{type_.name}.{field_name}({argument_name}:)" in visible:
                    yield get_named_type(argument.type)
        yield from type_.interfaces
    if isinstance(type_, GraphQLInterfaceType):
        implementations = schema.get_implementations(type_)
        yield from implementations.objects
        yield from implementations.interfaces
    elif isinstance(type_, GraphQLUnionType):
        yield from type_.types
    elif isinstance(type_, GraphQLInputObjectType):
        for field_name, input_field in type_.fields.items():
            if f"{type_.name}.{field_name}" in visible:
                yield get_named_type(input_field.type)
