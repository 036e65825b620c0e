"""Nothing tells apart what one may not see and what does not exist; introspection shows only what is visible."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    build_client_schema,
    get_introspection_query,
    get_named_type,
    is_introspection_type,
    is_leaf_type,
    is_required_argument,
)

from gateway.model.viewer import Viewer
from gateway.model.visible import VisibleSchema
from tests.kit.house import EVERYBODY, Asker
from werktor.generated import demo_viewers

NOWHERE = "zzNothingOfThisName"
FIXED = {"x-request-id": "fixed-request-id"}


@pytest.fixture
async def distinct_sets(house: Asker) -> list[tuple[str, VisibleSchema]]:
    """Each distinct visible set with one sign-in that has it."""
    policies = house.house.gateway.snapshots.current.policies
    viewers: dict[str, Viewer] = dict(await demo_viewers(house.house.token_keys))
    by_id = {policies.visible(viewers[name]).id: (name, policies.visible(viewers[name])) for name in EVERYBODY}
    return list(by_id.values())


async def test_the_demo_world_has_more_than_ten_distinct_visible_sets(
    distinct_sets: list[tuple[str, VisibleSchema]],
) -> None:
    assert len(distinct_sets) > 10


async def test_a_hidden_field_and_one_that_does_not_exist_get_byte_identical_answers(
    house: Asker, distinct_sets: list[tuple[str, VisibleSchema]]
) -> None:
    public = house.house.gateway.snapshots.current.graph.supergraph.public_schema
    compared = 0
    for name, visible in distinct_sets:
        for field, query in hidden_field_queries(public, visible):
            hidden = await house.post({"query": query(field)}, name, FIXED)
            unknown = await house.post({"query": query(NOWHERE)}, name, FIXED)
            assert hidden.content == unknown.content.replace(NOWHERE.encode(), field.encode()), (name, query(field))
            assert hidden.status_code == unknown.status_code == 400
            compared += 1
    assert compared > 400


async def test_introspection_shows_exactly_what_is_visible(
    house: Asker, distinct_sets: list[tuple[str, VisibleSchema]]
) -> None:
    for name, visible in distinct_sets:
        data = await house.data(get_introspection_query(), name)
        shown = build_client_schema(data)
        assert coordinates(shown) == coordinates(visible.schema), name


def coordinates(schema: GraphQLSchema) -> set[str]:
    found: set[str] = set()
    for type_name, kind in schema.type_map.items():
        if is_introspection_type(kind):
            continue
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            found |= {f"{type_name}.{field}" for field in kind.fields}
        if isinstance(kind, GraphQLObjectType):
            found |= {f"{type_name}.{f}({a}:)" for f, field in kind.fields.items() for a in field.args}
    return found


def hidden_field_queries(public: GraphQLSchema, visible: VisibleSchema) -> Iterator[tuple[str, QueryWith]]:
    """For every hidden field of a type that the viewer can reach, a query that is right but for that field.

    A type that is hidden whole is asked for by a fragment on its name instead.
    """
    reach = reachable(visible.schema)
    for type_name, kind in public.type_map.items():
        if not isinstance(kind, GraphQLObjectType) or is_introspection_type(kind):
            continue
        if type_name in reach:
            for field, definition in kind.fields.items():
                if f"{type_name}.{field}" not in visible.coordinates:
                    yield field, QueryWith(reach[type_name], selection_of(definition))
        else:
            yield type_name, QueryWith(("query", ()), "", fragment=True)


class QueryWith:
    """A query along a visible path, with a field (or a type condition) of any name at its end."""

    def __init__(self, reach: tuple[str, tuple[str, ...]], selection: str, *, fragment: bool = False) -> None:
        self._operation, self._path = reach
        self._selection = selection
        self._fragment = fragment

    def __call__(self, name: str) -> str:
        inner = f"__typename ... on {name} {{ __typename }}" if self._fragment else f"{name}{self._selection}"
        for step in reversed(self._path):
            inner = f"{step} {{ {inner} }}"
        return f"{self._operation} {{ {inner} }}"


def selection_of(definition: GraphQLField) -> str:
    return "" if is_leaf_type(get_named_type(definition.type)) else " { __typename }"


def reachable(schema: GraphQLSchema) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Type -> (operation, path of fields), breadth first, required arguments filled with a value of their kind."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    roots: list[tuple[str, GraphQLNamedType | None]] = [
        ("query", schema.query_type),
        ("mutation", schema.mutation_type),
        ("subscription", schema.subscription_type),
    ]
    waiting = deque((operation, root, ()) for operation, root in roots if root is not None)
    queue: deque[tuple[str, GraphQLNamedType, tuple[str, ...]]] = waiting
    while queue:
        operation, kind, path = queue.popleft()
        if kind.name in found or not isinstance(kind, GraphQLObjectType):
            continue
        found[kind.name] = (operation, path)
        for name, field in kind.fields.items():
            arguments = ", ".join(
                f"{a}: {literal(arg.type)}" for a, arg in field.args.items() if is_required_argument(arg)
            )
            step = f"{name}({arguments})" if arguments else name
            queue.append((operation, get_named_type(field.type), (*path, step)))
    return found


def literal(kind: object) -> str:
    text = str(kind).rstrip("!")
    if text.startswith("["):
        return '["HW-1001"]'
    if text == "CorrectStockInput":
        return '{key: "k", sku: "HW-1001", warehouse: "w", difference: 1, reason: "r"}'
    return {"Int": "1", "Boolean": "true"}.get(text, '"x"')
