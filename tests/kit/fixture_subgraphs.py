"""Fixture subgraphs that do not forgive.

Each is a real schema over a shared world of plain dicts. What it is asked goes through `RequestGuard` first; whatever
that finds wrong stands in `violations` and in `COMPLAINTS`, and fails the test at its end at the latest.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    ExecutionResult,
    FieldNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    OperationDefinitionNode,
    execute_sync,
    parse,
    value_from_ast_untyped,
)

from gateway.model.transport import SubgraphAnswer
from tests.kit.fixture_guard import RequestGuard
from tests.kit.fixture_schemas import federation_schema, field_set, is_external, resolvable_keys, top_names

Resolver = Callable[..., Any]


@dataclass(frozen=True)
class World:
    """What is true in a fixture: the entities by type, and how root fields and computed fields are answered.

    `roots` maps `Query.products` to a function of its arguments, and `Subscription.reviewed` to one that gives the
    events; `computed` maps `Product.price` to a function of the object and its arguments. A subgraph that answers
    differently from the others has `name:Query.products`. Objects are dicts with `__typename`; a plain field is read
    from its object.
    """

    roots: Mapping[str, Resolver] = field(default_factory=dict)
    entities: Mapping[str, Sequence[dict[str, Any]]] = field(default_factory=dict)
    computed: Mapping[str, Resolver] = field(default_factory=dict)


COMPLAINTS: list[str] = []
"""What any fixture subgraph of this process complained about; every test of the gateway ends by looking here."""


class FixtureSubgraph:
    """A subgraph of a world, reached without a network. `broken` makes it raise or answer something else instead."""

    def __init__(self, name: str, sdl: str, world: World, overridden: frozenset[str] = frozenset()) -> None:
        self.name = name
        self.world = world
        self.schema = federation_schema(sdl)
        self.guard = RequestGuard(self.schema, overridden)
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.headers: list[Mapping[str, str]] = []
        self.violations: list[str] = []
        self.broken: Exception | SubgraphAnswer | None = None
        self.before: Callable[[str], Any] | None = None
        """Awaited with the document before each answer; tests hold and release fetches with it."""

    async def fetch(self, body: bytes, headers: Mapping[str, str], *, timeout: float) -> SubgraphAnswer:
        request = json.loads(body)
        self.requests.append((request["query"], request.get("variables") or {}))
        self.headers.append(headers)
        if self.before is not None:
            await self.before(request["query"])
        if isinstance(self.broken, Exception):
            raise self.broken
        if self.broken is not None:
            return self.broken
        return SubgraphAnswer(200, self._answer(request, None))

    async def subscribe(self, body: bytes, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
        request = json.loads(body)
        self.requests.append((request["query"], request.get("variables") or {}))
        operation = parse(request["query"]).definitions[0]
        assert isinstance(operation, OperationDefinitionNode)
        root = operation.selection_set.selections[0]
        assert isinstance(root, FieldNode)
        arguments = {
            one.name.value: value_from_ast_untyped(one.value, request["variables"]) for one in root.arguments or ()
        }
        events = self.world.roots[f"Subscription.{root.name.value}"](**arguments)
        async with aclosing(events if isinstance(events, AsyncGenerator) else _one_by_one(events)) as each:
            async for event in each:
                yield self._answer(request, {root.name.value: event})

    async def close(self) -> None:
        """Nothing is open."""

    def _answer(self, request: Mapping[str, Any], event: dict[str, Any] | None) -> bytes:
        document = parse(request["query"])
        variables = request.get("variables") or {}
        for problem in self.guard.complaints(document, request.get("operationName"), variables):
            self._violation(f"{problem} in {request['query']}")
        result = execute_sync(
            self.schema,
            document,
            root_value=event,
            variable_values=variables,
            field_resolver=self._resolve,
            type_resolver=_type_of,
        )
        for error in result.errors or ():
            if error.original_error is not None and not isinstance(error.original_error, GraphQLError):
                self._violation(f"{error.original_error!r} in {request['query']}")
        return _as_json(result)

    def _violation(self, problem: str) -> None:
        self.violations.append(f"{self.name}: {problem}")
        COMPLAINTS.append(f"{self.name}: {problem}")

    def _resolve(self, source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        parent, name = info.parent_type, info.field_name
        if name == "_entities":
            return [self._entity(one) for one in arguments["representations"]]
        if parent is self.schema.subscription_type:
            return source[name]
        coordinate = f"{parent.name}.{name}"
        if parent in (self.schema.query_type, self.schema.mutation_type):
            return (self.world.roots.get(f"{self.name}:{coordinate}") or self.world.roots[coordinate])(**arguments)
        computed = self.world.computed.get(f"{self.name}:{coordinate}") or self.world.computed.get(coordinate)
        return source.get(name) if computed is None else computed(source, **arguments)

    def _entity(self, representation: dict[str, Any]) -> Any:
        kind = self.schema.type_map.get(representation.get("__typename", ""))
        if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            return None
        given = {key: value for key, value in representation.items() if key != "__typename"}
        key = next((one for one in map(field_set, resolvable_keys(kind)) if top_names(one) <= set(given)), None)
        if key is None:
            return None
        for entity in self.world.entities.get(kind.name, ()):
            if all(_fits(entity.get(name), given[name]) for name in top_names(key)):
                own = {
                    name: value
                    for name, value in entity.items()
                    if name not in kind.fields or not is_external(kind, name)
                }
                # A key may name a part of what stands under its field: the whole is known here all the same.
                given = {name: value for name, value in given.items() if name not in own}
                type_name = kind.name if isinstance(kind, GraphQLObjectType) else entity["__typename"]
                return {**own, **given, "__typename": type_name}
        return None


def monolith(schema: GraphQLSchema, world: World, query: str, variables: Mapping[str, Any] | None = None) -> Any:
    """The oracle: the same query on one schema over the same world."""

    def resolve(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        coordinate = f"{info.parent_type.name}.{info.field_name}"
        if info.parent_type in (schema.query_type, schema.mutation_type):
            return world.roots[coordinate](**arguments)
        computed = world.computed.get(coordinate)
        return source.get(info.field_name) if computed is None else computed(source, **arguments)

    result = execute_sync(
        schema, parse(query), variable_values=dict(variables or {}), field_resolver=resolve, type_resolver=_type_of
    )
    return result.data


def _fits(value: Any, given: Any) -> bool:
    """Whether a part of a key fits: nested parts may name fewer fields than the object has."""
    if isinstance(value, dict) and isinstance(given, dict):
        return all(_fits(value.get(name), one) for name, one in given.items() if name != "__typename")
    if isinstance(value, list) and isinstance(given, list):
        return len(value) == len(given) and all(map(_fits, value, given))
    return bool(value == given)


async def _one_by_one(events: Iterable[Any]) -> AsyncGenerator[Any, None]:
    for event in events:
        yield event


def _type_of(value: Any, *_: Any) -> str:
    return str(value["__typename"])


def _as_json(result: ExecutionResult) -> bytes:
    answer: dict[str, Any] = {"data": result.data}
    if result.errors:
        answer["errors"] = [one.formatted for one in result.errors]
    return json.dumps(answer).encode()


def refusal(message: str, code: str) -> GraphQLError:
    """An error as a subgraph raises it."""
    return GraphQLError(message, extensions={"code": code})
