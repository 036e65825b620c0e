"""Holds what a subgraph answers against what it was asked for: every field has its key, and a value of its type.

What the client sees is completed once more, against the types that he sees (GraphQL 6.4.3). But a value that only the
plan needs would otherwise go into representations whatever it is, and what is computed of it would be wrong in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLString,
    get_named_type,
    is_leaf_type,
)

from gateway.execution.losses import Place
from gateway.execution.projection import LEAVES
from gateway.model.plan import FetchField, FetchSelection

Fits = Callable[[Any], bool]


@dataclass(slots=True)
class AnswerCheck:
    """Checks answers by the whole schema; safe to use for many requests at once."""

    schema: GraphQLSchema
    _fits: dict[tuple[str, str], Fits] = field(default_factory=dict)

    def faults(
        self,
        value: Any,
        type_name: str,
        selections: tuple[FetchSelection, ...],
        variables: Mapping[str, Any],
        place: Place = (),
    ) -> Iterator[Place]:
        """The places, in keys of the merged answer, of what is missing or no value of its type.

        The latter is taken out of `value`, so that nobody uses it; so is what was not asked for, as it would stand in
        the way of what another subgraph says under the same key.
        """
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.faults(item, type_name, selections, variables, (*place, index))
        elif isinstance(value, dict):
            asked: set[str] = set()
            yield from self._object_faults(value, type_name, selections, variables, place, asked)
            for key in value.keys() - asked:
                del value[key]

    def _object_faults(
        self,
        value: dict[str, Any],
        type_name: str,
        selections: tuple[FetchSelection, ...],
        variables: Mapping[str, Any],
        place: Place,
        asked: set[str],
    ) -> Iterator[Place]:
        """Those of one object, or of what a fragment asks of it; the keys that are met are added to `asked`."""
        for one in selections:
            if not isinstance(one, FetchField):
                if value.get("__typename", one.type_name) in one.types:
                    yield from self._object_faults(value, one.type_name, one.selections, variables, place, asked)
            elif one.guard.holds(variables):
                asked.add(one.key)
                yield from self._field_faults(value, type_name, one, variables, (*place, one.rename or one.key))

    def _field_faults(
        self, value: dict[str, Any], type_name: str, one: FetchField, variables: Mapping[str, Any], place: Place
    ) -> Iterator[Place]:
        if one.key not in value:
            yield place
        elif not self._fitting(type_name, one.name)(value[one.key]):
            del value[one.key]
            yield place
        elif one.selections:
            yield from self.faults(value[one.key], self._named(type_name, one.name), one.selections, variables, place)

    def _fitting(self, type_name: str, name: str) -> Fits:
        known = self._fits.get((type_name, name))
        if known is None:
            type_ = GraphQLString if name == "__typename" else self._type_of(type_name, name)
            known = self._fits[type_name, name] = _anything if type_ is None else _fits(type_)
        return known

    def _named(self, type_name: str, name: str) -> str:
        type_ = self._type_of(type_name, name)
        return "" if type_ is None else get_named_type(type_).name

    def _type_of(self, type_name: str, name: str) -> GraphQLOutputType | None:
        """None for a field that an implementation has only from an interface object."""
        kind = self.schema.type_map.get(type_name)
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and name in kind.fields:
            declared: GraphQLOutputType = kind.fields[name].type
            return declared
        return None


def _anything(_value: Any) -> bool:
    return True


def _fits(type_: GraphQLOutputType) -> Fits:
    """Null fits everywhere: whether it may stand is decided where the client's types are known."""
    if isinstance(type_, GraphQLNonNull):
        return _fits(type_.of_type)
    if isinstance(type_, GraphQLList):
        inner = _fits(type_.of_type)
        return lambda value: value is None or (isinstance(value, list) and all(map(inner, value)))
    if isinstance(type_, GraphQLEnumType):
        values = frozenset(type_.values)
        return lambda value: value is None or (isinstance(value, str) and value in values)
    if not is_leaf_type(type_):
        return lambda value: value is None or isinstance(value, dict)
    check = LEAVES.get(type_.name, _anything)
    return lambda value: value is None or check(value)
