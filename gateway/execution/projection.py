"""Merged answer -> what the client gets: only what was asked, only what is visible, nulls bubbled once.

The second fence after planning: a field stands in the answer only if the client asked for it and may see it, whatever
the plan fetched. Null bubbling follows GraphQL 6.4.4 on the types the client knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLUnionType,
)

from gateway.execution.failures import Errors
from gateway.execution.losses import Place
from gateway.model.guard import Guard
from gateway.model.operation import Field, Occurrence, Operation, Selection
from gateway.model.visible import VisibleSchema
from gateway.supergraph.collect import collect, type_guard

LeafCheck = Callable[[Any], bool]


class BubbleError(Exception):
    """A null that its place cannot hold; the nearest nullable place above takes it."""


_UNSEEN: Any = object()
"""The object is of a type the viewer may not see: a null without an error, exactly like an unknown id."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One response key of one object type; `type` is None when the answer is a constant null or `__typename`."""

    key: str
    name: str
    guard: Guard
    type: GraphQLOutputType | None
    selections: tuple[Selection, ...]
    deferrable: tuple[Occurrence, ...] = ()


class Projector:
    """Projects the answers of one operation; safe to use for many requests at once."""

    def __init__(self, schema: GraphQLSchema, operation: Operation, visible: VisibleSchema | None) -> None:
        self.schema = schema
        self.operation = operation
        self.coordinates = None if visible is None else visible.coordinates
        self.enums = schema if visible is None else visible.schema
        self._asked: dict[tuple[int, str], tuple[Asked, ...]] = {}

    def project(
        self,
        data: Mapping[str, Any] | None,
        variables: Mapping[str, Any],
        errors: Errors,
        introspected: Mapping[str, Any],
    ) -> dict[str, Any] | None:
        """The client's `data`; None when a null bubbled up to the root."""
        run = Projection(self, variables, errors)
        try:
            return run.object(self.operation.root_type, self.operation.selections, data or {}, (), introspected)
        except BubbleError:
            return None

    def asked(self, selections: tuple[Selection, ...], type_name: str) -> tuple[Asked, ...]:
        """What is asked of an object of this type, in response order."""
        memo = (id(selections), type_name)
        known = self._asked.get(memo)
        if known is None:
            known = tuple(self._ask(type_name, one) for one in collect(selections, type_name))
            # Merged selections are made by collect; keeping them in the value keeps their ids unique.
            self._asked[memo] = known
        return known

    def is_visible(self, type_name: str) -> bool:
        if self.coordinates is not None:
            return type_name in self.coordinates
        return type_name in self.schema.type_map

    def _ask(self, type_name: str, one: Field) -> Asked:
        kind = self.schema.type_map[type_name]
        allowed = self.coordinates is None or f"{type_name}.{one.name}" in self.coordinates
        type_ = None
        if (
            isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
            and not one.name.startswith("__")
            and allowed
            and not one.hidden
        ):
            type_ = kind.fields[one.name].type
        return Asked(one.key, one.name, one.guard, type_, one.selections, one.deferrable)


class Projection:
    """One projection; lives for one answer."""

    def __init__(self, projector: Projector, variables: Mapping[str, Any], errors: Errors) -> None:
        self.projector = projector
        self.variables = variables
        self.errors = errors

    def object(
        self,
        type_name: str,
        selections: tuple[Selection, ...],
        source: Mapping[str, Any],
        place: Place,
        introspected: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for asked in self.projector.asked(selections, type_name):
            if asked.guard.holds(self.variables):
                result[asked.key] = self.field(asked, type_name, source, place, introspected)
        return result

    def field(
        self,
        asked: Asked,
        type_name: str,
        source: Mapping[str, Any],
        place: Place,
        introspected: Mapping[str, Any] | None = None,
    ) -> Any:
        """The value of one response key of an object of `type_name`; raises BubbleError."""
        if asked.type is not None:
            return self._complete(asked.type, asked, type_name, source.get(asked.key), (*place, asked.key))
        if asked.name == "__typename":
            return type_name
        return None if introspected is None else introspected.get(asked.key)

    def _complete(self, type_: GraphQLOutputType, asked: Asked, parent: str, value: Any, place: Place) -> Any:
        if isinstance(type_, GraphQLNonNull):
            result = self._value(type_.of_type, asked, parent, value, place)
            if result is None:
                self.errors.add_null(parent, asked.name, place)
            if result is None or result is _UNSEEN:
                raise BubbleError
            return result
        try:
            result = self._value(type_, asked, parent, value, place)
        except BubbleError:
            return None
        return None if result is _UNSEEN else result

    def _value(self, type_: GraphQLOutputType, asked: Asked, parent: str, value: Any, place: Place) -> Any:
        if value is None:
            return None
        if isinstance(type_, GraphQLList):
            if not isinstance(value, list):
                return self._malformed(place)
            return [
                self._complete(type_.of_type, asked, parent, item, (*place, index)) for index, item in enumerate(value)
            ]
        if isinstance(type_, GraphQLObjectType):
            return self._object_of(type_.name, asked, value, place)
        if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType):
            return self._object_of(self._real_type(type_, asked, value), asked, value, place)
        if isinstance(type_, GraphQLEnumType):
            shown = self.projector.enums.type_map.get(type_.name)
            known = isinstance(shown, GraphQLEnumType) and isinstance(value, str) and value in shown.values
            return value if known else self._malformed(place)
        check = LEAVES.get(getattr(type_, "name", ""))
        if check is not None and not check(value):
            return self._malformed(place)
        return value

    def _real_type(self, type_: GraphQLInterfaceType | GraphQLUnionType, asked: Asked, value: Any) -> str | None:
        """The type an object says it is; an interface object says nothing and stands for its interface."""
        name = value.get("__typename") if isinstance(value, dict) else None
        if name is None and isinstance(type_, GraphQLInterfaceType):
            return None if type_guard(asked.selections).holds(self.variables) else type_.name
        return name if isinstance(name, str) else None

    def _object_of(self, type_name: str | None, asked: Asked, value: Any, place: Place) -> Any:
        if not isinstance(value, dict):
            return self._malformed(place)
        if type_name is None:
            self.errors.add_unknown_type(place)
            return None
        if not self.projector.is_visible(type_name):
            return _UNSEEN
        return self.object(type_name, asked.selections, value, place)

    def _malformed(self, place: Place) -> None:
        self.errors.add_malformed(place)


LEAVES: Mapping[str, LeafCheck] = {
    "Int": lambda value: type(value) is int and -(2**31) <= value < 2**31,
    "Float": lambda value: type(value) in (int, float),
    "String": lambda value: isinstance(value, str),
    "Boolean": lambda value: isinstance(value, bool),
    "ID": lambda value: isinstance(value, str) or type(value) is int,
}
