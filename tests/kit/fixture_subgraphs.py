"""Fixture subgraphs that do not forgive.

Each is a real schema over a shared world of plain dicts. It validates every incoming document against its own SDL and
every representation against its keys, and complains (in `violations`, and to the caller) about a null key, a duplicate,
an undeclared field, an external field nobody provides, or an empty list of representations.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
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
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    build_schema,
    execute_sync,
    parse,
    validate,
    value_from_ast_untyped,
)
from graphql.pyutils import Path

from gateway.model.transport import SubgraphAnswer

FEDERATION = """
directive @key(fields: String!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
directive @requires(fields: String!) on FIELD_DEFINITION
directive @provides(fields: String!) on FIELD_DEFINITION
directive @override(from: String!) on FIELD_DEFINITION
directive @external on FIELD_DEFINITION
directive @interfaceObject on OBJECT
directive @shareable repeatable on FIELD_DEFINITION | OBJECT
directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM
  | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
"""

Resolver = Callable[..., Any]


@dataclass(frozen=True)
class World:
    """What is true in a fixture: the entities by type, and how root fields and computed fields are answered.

    `roots` maps `Query.products` to a function of its arguments; `computed` maps `Product.price` to a function of the
    object and its arguments. Objects are dicts with `__typename`; a plain field is read from its object.
    """

    roots: Mapping[str, Resolver] = field(default_factory=dict)
    entities: Mapping[str, Sequence[dict[str, Any]]] = field(default_factory=dict)
    computed: Mapping[str, Resolver] = field(default_factory=dict)


class FixtureSubgraph:
    """A subgraph of a world, reached without a network. `broken` makes it raise or answer something else instead."""

    def __init__(self, name: str, sdl: str, world: World) -> None:
        self.name = name
        self.world = world
        self.schema = _schema(sdl)
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
        for event in self.world.roots[f"Subscription.{root.name.value}"](**arguments):
            yield self._answer(request, {root.name.value: event})

    async def close(self) -> None:
        """Nothing is open."""

    def _answer(self, request: Mapping[str, Any], event: dict[str, Any] | None) -> bytes:
        document = parse(request["query"])
        variables = request.get("variables") or {}
        for problem in validate(self.schema, document):
            self._violation(f"{problem.message} in {request['query']}")
        operation = document.definitions[0]
        assert isinstance(operation, OperationDefinitionNode)
        declared = {one.variable.name.value for one in operation.variable_definitions or ()}
        for name in set(variables) - declared:
            self._violation(f"variable {name} is sent and not declared")
        if operation.name is None or operation.name.value != request.get("operationName"):
            self._violation("the operation name does not fit the document")
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

    def _resolve(self, source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        parent, name = info.parent_type, info.field_name
        if name == "_entities":
            return self._entities(arguments["representations"])
        coordinate = f"{parent.name}.{name}"
        if parent is self.schema.subscription_type:
            return source[name]
        if parent in (self.schema.query_type, self.schema.mutation_type):
            return self.world.roots[coordinate](**arguments)
        self._check_asked(source, info)
        computed = self.world.computed.get(coordinate)
        return source.get(name) if computed is None else computed(source, **arguments)

    def _check_asked(self, source: Mapping[str, Any], info: GraphQLResolveInfo) -> None:
        directives = _directives(info.parent_type.fields[info.field_name])
        coordinate = f"{info.parent_type.name}.{info.field_name}"
        if "external" in directives and not self._is_provided(info):
            self._violation(f"{coordinate} is external and nothing provides it")
        if "requires" in directives:
            given = source.get("__representation")
            names = _top_names(directives["requires"]["fields"])
            if given is None or not names <= set(given):
                self._violation(f"{coordinate} requires {sorted(names)} and was given {given}")

    def _is_provided(self, info: GraphQLResolveInfo) -> bool:
        """Whether a field above, or a key of the parent, makes the external field answerable here."""
        if info.field_name in _key_names(info.parent_type):
            return True
        keys = [one for one in info.path.as_list() if isinstance(one, str)]
        kinds: list[tuple[str | None, str]] = []
        path: Path | None = info.path
        while path is not None:
            if isinstance(path.key, str):
                kinds.insert(
                    0, (path.typename, _field_name(info.operation.selection_set, keys[: len(keys) - len(kinds)]))
                )
            path = path.prev
        for type_name, name in kinds[:-1]:
            kind = self.schema.type_map[str(type_name)]
            assert isinstance(kind, GraphQLObjectType)
            provides = _directives(kind.fields[name]).get("provides")
            if provides is not None and info.field_name in provides["fields"]:
                return True
        return False

    def _entities(self, representations: Sequence[dict[str, Any]]) -> list[Any]:
        if not representations:
            self._violation("asked for no entities")
        seen = [json.dumps(one, sort_keys=True) for one in representations]
        if len(set(seen)) != len(seen):
            self._violation(f"duplicate representations {seen}")
        return [self._entity(one) for one in representations]

    def _entity(self, representation: dict[str, Any]) -> Any:
        kind = self.schema.type_map.get(representation.get("__typename", ""))
        if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            self._violation(f"unknown type in {representation}")
            return None
        given = {key: value for key, value in representation.items() if key != "__typename"}
        keys = [one for one in _keys(kind) if _top_names(one) <= set(given)]
        if not keys:
            self._violation(f"no resolvable key in {representation}")
            return None
        if any(given[name] is None for name in _top_names(keys[0])):
            self._violation(f"null key in {representation}")
        required = {
            name
            for definition in kind.fields.values()
            for name in _top_names(_directives(definition).get("requires", {}).get("fields", ""))
        }
        undeclared = set(given) - required - {name for one in _keys(kind) for name in _top_names(one)}
        if undeclared:
            self._violation(f"undeclared fields {sorted(undeclared)} in {representation}")
        for entity in self.world.entities.get(kind.name, ()):
            if all(_fits(entity.get(name), given[name]) for name in _top_names(keys[0])):
                own = {
                    name: value
                    for name, value in entity.items()
                    if name not in kind.fields or "external" not in _directives(kind.fields[name])
                }
                type_name = kind.name if isinstance(kind, GraphQLObjectType) else entity["__typename"]
                return {**own, **given, "__typename": type_name, "__representation": given}
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


def _schema(sdl: str) -> GraphQLSchema:
    text = FEDERATION + sdl
    plain = build_schema(text, assume_valid=True)
    entities = [one.name for one in plain.type_map.values() if isinstance(one, GraphQLObjectType) and _keys(one)]
    if plain.query_type is None:
        text += "\ntype Query { _nothing: Boolean }"
    if entities:
        text += f"\nscalar _Any\nunion _Entity = {' | '.join(entities)}"
        text += "\nextend type Query { _entities(representations: [_Any!]!): [_Entity]! }"
    return build_schema(text)


def _keys(kind: GraphQLObjectType | GraphQLInterfaceType) -> list[str]:
    """The resolvable keys."""
    nodes = [kind.ast_node, *kind.extension_ast_nodes]
    values = [
        {one.name.value: value_from_ast_untyped(one.value) for one in directive.arguments or ()}
        for node in nodes
        if node is not None
        for directive in node.directives or ()
        if directive.name.value == "key"
    ]
    return [one["fields"] for one in values if one.get("resolvable", True)]


def _key_names(kind: GraphQLObjectType) -> set[str]:
    return {name for one in _keys(kind) for name in _top_names(one)}


def _field_name(selections: SelectionSetNode, keys: Sequence[str]) -> str:
    """The field behind the last of these response keys; requests hold inline fragments only."""
    for one in selections.selections:
        if isinstance(one, InlineFragmentNode):
            found = _field_name(one.selection_set, keys)
            if found:
                return found
        elif isinstance(one, FieldNode) and keys[0] == (one.alias or one.name).value:
            if len(keys) == 1:
                return one.name.value
            found = _field_name(one.selection_set, keys[1:]) if one.selection_set else ""
            if found:
                return found
    return ""


def _directives(definition: Any) -> dict[str, dict[str, Any]]:
    return {
        directive.name.value: {one.name.value: value_from_ast_untyped(one.value) for one in directive.arguments or ()}
        for directive in (definition.ast_node.directives if definition.ast_node else None) or ()
    }


def _top_names(field_set: str) -> set[str]:
    if not field_set:
        return set()
    operation = parse(f"{{ {field_set} }}").definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    return {one.name.value for one in operation.selection_set.selections if isinstance(one, FieldNode)}


def _fits(value: Any, given: Any) -> bool:
    """Whether a part of a key fits: nested parts may name fewer fields than the object has."""
    if isinstance(value, dict) and isinstance(given, dict):
        return all(_fits(value.get(name), one) for name, one in given.items() if name != "__typename")
    if isinstance(value, list) and isinstance(given, list):
        return len(value) == len(given) and all(map(_fits, value, given))
    return bool(value == given)


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
