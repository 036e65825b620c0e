"""A stored document answers everybody: what is hidden is null and never fetched, everything else as if nothing were."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Any

import orjson
import pytest
from graphql import (
    FieldNode,
    GraphQLSchema,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    get_named_type,
    parse,
    visit,
)
from graphql.language import Visitor

from gateway.errors import ClientError
from gateway.model.visible import VisibleSchema
from gateway.pipeline import Caller, GraphQLRequest
from gateway.snapshot import Snapshot
from tests.kit.contract_inputs import MUTATIONS, QUERIES, SUBSCRIPTIONS, WITHOUT_KEY
from tests.kit.house import DOCUMENT_IDS, EVERYBODY, Asker, Person, asking, recording, settings_in
from tests.kit.unmasked import Unmasked
from werktor.contract import read_documents
from werktor.settings import ROOT

DOCUMENTS = {document.name: document for document in read_documents(ROOT / "frontend-contract")}
LOOKING = (Person("sales", "eisen-vogt"), Person("finance", "eisen-vogt"), Person("logistics", "alpen-werkzeug"))
ASKERS = (*(Person(name) for name in EVERYBODY), *LOOKING)


def test_every_document_of_the_contract_is_asked_here() -> None:
    assert {*QUERIES, *SUBSCRIPTIONS, *MUTATIONS} == DOCUMENTS.keys()


@pytest.mark.parametrize("name", sorted(QUERIES))
async def test_the_answer_is_the_unmasked_one_with_exactly_the_hidden_paths_null(house: Asker, name: str) -> None:
    snapshots = house.house.gateway.snapshots
    real = snapshots.current
    unmasked = Snapshot(real.graph, Unmasked(real.policies, real.graph.everything))
    await fill_carts(house)
    for who in ASKERS:
        for variables in QUERIES[name]:
            masked = await house.stored(name, who, variables)
            snapshots.current = unmasked
            whole = await house.stored(name, who, variables)
            snapshots.current = real
            assert "errors" not in masked, (who, masked)
            hidden = masked.get("extensions", {}).get("hidden", [])
            assert masked["data"] == with_nulls(whole["data"], hidden), who


@pytest.mark.parametrize("name", sorted(SUBSCRIPTIONS))
async def test_an_event_is_the_unmasked_one_with_exactly_the_hidden_paths_null(house: Asker, name: str) -> None:
    snapshots = house.house.gateway.snapshots
    real = snapshots.current
    unmasked = Snapshot(real.graph, Unmasked(real.policies, real.graph.everything))
    followed = []
    for who in ASKERS:
        if root_of(name) not in (await visible_to(house, who)).coordinates:
            with pytest.raises(ClientError, match=root_of(name).split(".")[1]):
                await first_event(house, name, who)
            continue
        followed.append(who)
        masked = await first_event(house, name, who)
        snapshots.current = unmasked
        whole = await first_event(house, name, who)
        snapshots.current = real
        assert "errors" not in masked
        hidden = masked.get("extensions", {}).get("hidden", [])
        assert masked["data"] == with_nulls(whole["data"], hidden), who
    assert 0 < len(followed) < len(ASKERS)


@pytest.mark.parametrize("name", sorted(MUTATIONS))
async def test_a_hidden_mutation_is_refused_whole_and_nothing_is_done(name: str, var: Path) -> None:
    mutation = MUTATIONS[name]
    sent: list[tuple[str, dict[str, Any], Mapping[str, str]]] = []
    async with asking(settings_in(var), transports=recording(sent)) as house:
        reached = set()
        for who in ASKERS:
            visible = await visible_to(house, who)
            sent.clear()
            key = {} if name in WITHOUT_KEY else {"key": f"{who}"}
            answer = await house.stored(name, who, {"input": {**mutation.given, **key}})
            if f"Mutation.{mutation.root}" in visible.coordinates:
                reached.add(who.name)
                assert "errors" not in answer, who
                assert (answer["data"][mutation.root]["userErrors"] == []) is mutation.done, who
            else:
                assert "data" not in answer, who
                assert sent == [], who
        assert reached == mutation.who


async def fill_carts(house: Asker) -> None:
    """Everybody who may has two lines in his cart."""
    lines = [{"number": "HW-1001", "quantity": 5}, {"number": "HW-4003", "quantity": 1, "lineText": "Halle 3"}]
    for who in MUTATIONS["AddToCart"].who:
        answer = await house.stored("AddToCart", who, {"input": {"key": "filled", "lines": lines}})
        assert answer["data"]["addToCart"]["userErrors"] == [], answer


async def first_event(house: Asker, name: str, who: Person) -> dict[str, Any]:
    token = None if who.name == "visitor" else await house.token(who)
    request = GraphQLRequest(None, DOCUMENT_IDS[name], name, SUBSCRIPTIONS[name])
    pipeline = house.house.gateway.pipeline
    journey = await pipeline.prepare(request, Caller({}, token, "request"))
    async with aclosing(pipeline.subscribe(journey)) as answers:
        told: dict[str, Any] = orjson.loads(await anext(answers))
        return told


def root_of(name: str) -> str:
    """The coordinate of the one root field of a document."""
    definitions = parse(DOCUMENTS[name].text).definitions
    [operation] = [node for node in definitions if isinstance(node, OperationDefinitionNode)]
    [root] = operation.selection_set.selections
    assert isinstance(root, FieldNode)
    return f"{operation.operation.value.capitalize()}.{root.name.value}"


@pytest.mark.parametrize("name", sorted(QUERIES))
async def test_a_hidden_field_occurs_in_no_subgraph_document_but_as_key_or_requirement(name: str, var: Path) -> None:
    sent: list[tuple[str, dict[str, Any], Mapping[str, str]]] = []
    async with asking(settings_in(var), transports=recording(sent)) as house:
        snapshot = house.house.gateway.snapshots.current
        schema = snapshot.graph.supergraph.schema
        fetched: set[str] = set()
        await fill_carts(house)
        for who in ASKERS:
            visible = await visible_to(house, who)
            sent.clear()
            await house.stored(name, who, QUERIES[name][0])
            asked = {coordinate for _, body, _ in sent for coordinate in coordinates(schema, body["query"])}
            assert asked - visible.coordinates <= KEYS_AND_REQUIREMENTS, who
            fetched |= asked
        assert fetched


KEYS_AND_REQUIREMENTS = {
    "Product.sku",
    "Product.units",
    "Units.orderContent",
    "Units.priceContent",
    "Units.priceQuantity",
    "Company.id",
    "User.id",
    "Query._entities",
}
"""What the subgraphs declare as `@key` or `@requires`; written by hand from their schemas."""


async def visible_to(house: Asker, who: Person) -> VisibleSchema:
    token = None if who.name == "visitor" else await house.token(who)
    viewer = await house.house.gateway.pipeline.viewer(Caller({}, token, "request"))
    return house.house.gateway.snapshots.current.policies.visible(viewer)


def coordinates(schema: GraphQLSchema, text: str) -> Iterator[str]:
    """The fields a subgraph document selects, as coordinates of the supergraph's schema."""
    document = parse(text)
    info = TypeInfo(schema)
    found: list[str] = []

    class Collect(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            parent = info.get_parent_type()
            if parent is not None and node.name.value != "__typename":
                found.append(f"{get_named_type(parent).name}.{node.name.value}")

    for definition in document.definitions:
        assert isinstance(definition, OperationDefinitionNode)
    visit(document, TypeInfoVisitor(info, Collect()))
    return iter(found)


def with_nulls(data: Any, paths: list[str]) -> Any:
    """A copy of an answer with the values at these paths (keys joined by dots, lists passed through) set to null."""
    changed = copy.deepcopy(data)
    for path in paths:
        _set_null(changed, path.split("."))
    return changed


def _set_null(value: Any, keys: list[str]) -> None:
    if isinstance(value, list):
        for item in value:
            _set_null(item, keys)
    elif isinstance(value, dict):
        if len(keys) == 1:
            assert keys[0] in value
            value[keys[0]] = None
        else:
            _set_null(value.get(keys[0]), keys[1:])
