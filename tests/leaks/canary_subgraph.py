"""A subgraph that answers whatever it is asked of the whole schema, each leaf with its canary."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import msgspec
from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    parse,
    value_from_ast_untyped,
)

from gateway.model.transport import SubgraphAnswer
from gateway.supergraph import Supergraph
from tests.leaks.canaries import Canaries

Failure = Callable[[dict[str, Any]], SubgraphAnswer]
"""What a subgraph answers instead of the data it would have answered."""


@lru_cache(2_000)
def _parsed(text: str) -> DocumentNode:
    return parse(text, no_location=True)


@dataclass
class Values:
    """What all subgraphs share: the values of the coordinates in `changed` are others than before."""

    supergraph: Supergraph
    canaries: Canaries
    changed: frozenset[str] = frozenset()
    failure: Failure | None = None
    calls: int = 0
    sent: list[str] = field(default_factory=list)
    """The last documents that they were sent."""


@dataclass
class CanarySubgraph:
    """Transport and subgraph in one; an event stream has one event."""

    name: str
    values: Values
    _variables: Mapping[str, Any] = field(default_factory=dict)

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        data = self._answer(body)
        if self.values.failure is not None:
            return self.values.failure(data)
        return SubgraphAnswer(200, msgspec.json.encode({"data": data}))

    async def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        yield msgspec.json.encode({"data": self._answer(body)})

    async def close(self) -> None:
        pass

    def _answer(self, body: bytes) -> dict[str, Any]:
        self.values.calls += 1
        asked = msgspec.json.decode(body)
        self.values.sent.append(asked["query"])
        self._variables = asked.get("variables") or {}
        (operation,) = (one for one in _parsed(asked["query"]).definitions if isinstance(one, OperationDefinitionNode))
        root = self.values.supergraph.schema.get_root_type(operation.operation)
        assert root is not None
        return self._object(root.name, operation.selection_set)

    def _object(self, type_name: str, selections: SelectionSetNode) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for node in self._fields(type_name, selections):
            key = node.alias.value if node.alias else node.name.value
            value = self._field(type_name, node)
            known = found.get(key)
            found[key] = _merged(known, value) if key in found else value
        return found

    def _fields(self, type_name: str, selections: SelectionSetNode) -> Iterator[FieldNode]:
        for node in selections.selections:
            if not all(self._holds(one) for one in node.directives or ()):
                continue
            if isinstance(node, FieldNode):
                yield node
                continue
            condition = getattr(node, "type_condition", None)
            if condition is None or type_name in self.values.supergraph.possible[condition.name.value]:
                yield from self._fields(type_name, node.selection_set)  # type: ignore[attr-defined]

    def _holds(self, directive: DirectiveNode) -> bool:
        value = value_from_ast_untyped((directive.arguments or ())[0].value, dict(self._variables))
        return bool(value) is (directive.name.value == "include")

    def _field(self, type_name: str, node: FieldNode) -> Any:
        name = node.name.value
        if name == "__typename":
            return type_name
        if name == "_entities":
            given = value_from_ast_untyped((node.arguments or ())[0].value, dict(self._variables))
            assert node.selection_set is not None
            return [self._object(one["__typename"], node.selection_set) for one in given]
        kind = self.values.supergraph.schema.type_map[type_name]
        assert isinstance(kind, GraphQLObjectType)
        return self._value(kind.fields[name].type, f"{type_name}.{name}", node)

    def _value(self, type_: GraphQLOutputType, coordinate: str, node: FieldNode) -> Any:
        changed = coordinate in self.values.changed
        if isinstance(type_, GraphQLNonNull):
            return self._value(type_.of_type, coordinate, node)
        if isinstance(type_, GraphQLList):
            named = get_named_type(type_)
            if is_abstract_type(named):
                return [self._object(one, node.selection_set) for one in self._possible(named.name)]  # type: ignore[arg-type]
            return [self._value(type_.of_type, coordinate, node) for _ in range(1 if changed else 2)]
        if is_leaf_type(type_):
            return self.values.canaries.value(coordinate, type_, changed=changed)
        named = get_named_type(type_)
        type_name = self._possible(named.name)[0] if is_abstract_type(named) else named.name
        assert node.selection_set is not None
        return self._object(type_name, node.selection_set)

    def _possible(self, type_name: str) -> list[str]:
        return sorted(self.values.supergraph.types[type_name][self.name].possible)


def _merged(known: Any, value: Any) -> Any:
    """Fields of one key are the same field; what is asked below them is joined."""
    if isinstance(known, dict) and isinstance(value, dict):
        return {**known, **{key: _merged(known.get(key), one) if key in known else one for key, one in value.items()}}
    if isinstance(known, list) and isinstance(value, list):
        return [_merged(one, other) for one, other in zip(known, value, strict=True)]
    return value
