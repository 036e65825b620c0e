"""Builds the schema of a closed set of coordinates: what validation, introspection and cost follow for its viewers.

Clause (g): somebody who sees nothing gets a Query without fields, which still answers `{ __typename }`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from graphql import (
    DEFAULT_DEPRECATION_REASON,
    GraphQLArgument,
    GraphQLDirective,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    is_introspection_type,
    is_specified_directive,
)
from graphql.utilities import get_default_value_ast

from gateway.model.visible import VisibleSchema
from gateway.visibility.closure import close
from gateway.visibility.closure.texts import hidden_mentions, names_hidden_value
from gateway.visibility.coordinates import coordinates_of
from gateway.visibility.shared_types import SharedTypes

InputElement = TypeVar("InputElement", GraphQLArgument, GraphQLInputField)


def visible_schema(schema: GraphQLSchema, allowed: frozenset[str], shared: SharedTypes | None = None) -> VisibleSchema:
    """The visible schema of somebody who is allowed these coordinates; the public schema stays as it is.

    Types are taken from `shared` and put there; whoever shares holds its `building`.
    """
    return pruned(schema, close(schema, allowed), shared)


def pruned(schema: GraphQLSchema, visible: frozenset[str], shared: SharedTypes | None = None) -> VisibleSchema:
    """The same of coordinates that are closed already."""
    return VisibleSchema(_digest(visible), _Pruning(schema, visible, shared).schema(), visible)


def unrestricted(schema: GraphQLSchema) -> VisibleSchema:
    """The whole public schema as a visible schema: for a gateway without policies."""
    visible = close(schema, frozenset(coordinates_of(schema).names))
    return VisibleSchema(_digest(visible), schema, visible)


def _digest(visible: frozenset[str]) -> str:
    return hashlib.sha256("\n".join(sorted(visible)).encode()).hexdigest()[:16]


class _Pruning:
    """One rebuilding of a schema; types refer to each other, so their parts are built when first asked for."""

    def __init__(self, schema: GraphQLSchema, visible: frozenset[str], shared: SharedTypes | None) -> None:
        self._source = schema
        self._visible = visible
        self._shared = shared
        keys = {} if shared is None else shared.keys(visible)
        known = {} if shared is None else shared.known
        self._keys = keys
        self._types = {
            name: (name in keys and known.get(keys[name])) or self._named(type_)
            for name, type_ in schema.type_map.items()
            if name in visible and not is_introspection_type(type_)
        }

    def schema(self) -> GraphQLSchema:
        built = self._built()
        if self._shared is not None:
            for name, type_ in self._types.items():
                self._shared.known[self._keys[name]] = type_
            # All parts are built. What builds them stays with the types, and must not keep the other types alive.
            self._types, self._keys, self._visible = {}, {}, frozenset()
        return built

    def _built(self) -> GraphQLSchema:
        source = self._source

        def root(type_: GraphQLObjectType | None) -> GraphQLObjectType | None:
            return cast("GraphQLObjectType | None", self._types.get(type_.name)) if type_ else None

        return GraphQLSchema(
            query=root(source.query_type),
            mutation=root(source.mutation_type),
            subscription=root(source.subscription_type),
            types=tuple(self._types.values()),
            directives=tuple(self._directive(one) for one in source.directives),
            description=self._text(source.description),
            assume_valid=True,
        )

    def _named(self, type_: GraphQLNamedType) -> GraphQLNamedType:
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            rebuilt: GraphQLNamedType = type(type_)(
                **self._bare(type_),
                fields=lambda: {
                    name: self._field(f"{type_.name}.{name}", field)
                    for name, field in type_.fields.items()
                    if f"{type_.name}.{name}" in self._visible
                },
                interfaces=lambda: [
                    cast("GraphQLInterfaceType", self._types[one.name])
                    for one in type_.interfaces
                    if one.name in self._types
                ],
            )
            return rebuilt
        if isinstance(type_, GraphQLUnionType):
            members = [one.name for one in type_.types if one.name in self._visible]
            return GraphQLUnionType(
                **self._bare(type_),
                types=lambda: [cast("GraphQLObjectType", self._types[name]) for name in members],
            )
        if isinstance(type_, GraphQLInputObjectType):
            return GraphQLInputObjectType(
                **self._bare(type_),
                fields=lambda: {
                    name: self._input(field)
                    for name, field in type_.fields.items()
                    if f"{type_.name}.{name}" in self._visible
                },
                is_one_of=type_.is_one_of,
            )
        if isinstance(type_, GraphQLEnumType):
            values = {
                name: type(value)(**{**value.to_kwargs(), **self._texts(value), "ast_node": None})
                for name, value in type_.values.items()
                if f"{type_.name}.{name}" in self._visible
            }
            return GraphQLEnumType(**self._bare(type_), values=values)
        return type_

    def _field(self, coordinate: str, field: GraphQLField) -> GraphQLField:
        arguments = {
            name: self._input(argument)
            for name, argument in field.args.items()
            if f"{coordinate}({name}:)" in self._visible
        }
        return GraphQLField(self._wrapped(field.type), args=arguments, **self._texts(field))

    def _input(self, element: InputElement) -> InputElement:
        type_ = self._wrapped(element.type)
        default = element.default
        if names_hidden_value(get_default_value_ast(element), element.type, self._visible):
            default = None
            type_ = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        return type(element)(type_, default=default, **self._texts(element))

    def _directive(self, directive: GraphQLDirective) -> GraphQLDirective:
        if is_specified_directive(directive):
            return directive
        return GraphQLDirective(
            name=directive.name,
            locations=directive.locations,
            args={name: self._input(argument) for name, argument in directive.args.items()},
            is_repeatable=directive.is_repeatable,
            description=self._text(directive.description),
        )

    def _wrapped(self, type_: Any) -> Any:
        if isinstance(type_, GraphQLList | GraphQLNonNull):
            return type(type_)(self._wrapped(type_.of_type))
        return self._types[type_.name]

    def _bare(self, type_: GraphQLNamedType) -> dict[str, Any]:
        return {"name": type_.name, "description": self._text(type_.description), "extensions": type_.extensions}

    def _texts(self, element: Any) -> Mapping[str, Any]:
        reason = element.deprecation_reason
        if hidden_mentions(self._source, reason, self._visible):
            reason = DEFAULT_DEPRECATION_REASON
        return {"description": self._text(element.description), "deprecation_reason": reason}

    def _text(self, text: str | None) -> str | None:
        return None if hidden_mentions(self._source, text, self._visible) else text
