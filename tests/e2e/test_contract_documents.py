"""A stored document answers everybody: what is hidden is null and never fetched, everything else as if nothing were."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Any

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
from gateway.model.request import Answer
from gateway.model.viewer import Standing, Viewer
from gateway.model.visible import VisibleSchema
from gateway.pipeline import Caller, GraphQLRequest
from gateway.snapshot import Snapshot, ViewerPolicies
from tests.kit.house import DOCUMENT_IDS, EVERYBODY, Asker, Person, asking, recording, settings_in
from werktor.contract import read_documents
from werktor.settings import ROOT

DOCUMENTS = {document.name: document for document in read_documents(ROOT / "frontend-contract")}
VARIABLES: dict[str, list[dict[str, Any]]] = {
    "ProductPage": [{"sku": f"HW-{number}", "quantity": 3} for number in (1001, 1002, 1004, 1005, 2001, 4003)],
    "ProductAvailability": [{"sku": "HW-1001", "quantity": 30}, {"sku": "HW-1005"}],
    "ProductList": [{"first": 12, "orderBy": "SKU", "filter": {"search": "W18"}}],
    "MyOrders": [{"first": 20}],
    "Information": [{}],
    "Categories": [{}],
    "Viewer": [{}],
}
LOOKING = (Person("sales", "eisen-vogt"), Person("finance", "eisen-vogt"), Person("logistics", "alpen-werkzeug"))
ASKERS = (*(Person(name) for name in EVERYBODY), *LOOKING)


class Unmasked:
    """The same roles and groups, but every field of the schema visible."""

    def __init__(self, real: ViewerPolicies, everything: VisibleSchema) -> None:
        self._real = real
        self._everything = everything
        self.revision = real.revision

    def visible(self, viewer: Viewer) -> VisibleSchema:
        return self._everything

    def standing(self, viewer: Viewer) -> Standing:
        return self._real.standing(viewer)


def test_every_document_of_the_contract_is_asked_here() -> None:
    assert {*VARIABLES, "StockChanges", "CorrectStock"} == DOCUMENTS.keys()


@pytest.mark.parametrize("name", sorted(VARIABLES))
async def test_the_answer_is_the_unmasked_one_with_exactly_the_hidden_paths_null(house: Asker, name: str) -> None:
    snapshots = house.house.gateway.snapshots
    real = snapshots.current
    unmasked = Snapshot(real.graph, Unmasked(real.policies, real.graph.everything))
    for who in ASKERS:
        for variables in VARIABLES[name]:
            masked = await house.stored(name, who, variables)
            snapshots.current = unmasked
            whole = await house.stored(name, who, variables)
            snapshots.current = real
            assert "errors" not in masked, (who, masked)
            hidden = masked.get("extensions", {}).get("hidden", [])
            assert masked["data"] == with_nulls(whole["data"], hidden), who


async def test_an_event_is_the_unmasked_one_with_exactly_the_hidden_paths_null(house: Asker) -> None:
    snapshots = house.house.gateway.snapshots
    real = snapshots.current
    unmasked = Snapshot(real.graph, Unmasked(real.policies, real.graph.everything))
    for who in ASKERS:
        token = None if who.name == "visitor" else await house.token(who)
        visible = await _visible(house, real.policies, token)
        if "Subscription.stockChanged" not in visible.coordinates:
            with pytest.raises(ClientError, match="stockChanged"):
                await first_event(house, who)
            continue
        masked = await first_event(house, who)
        snapshots.current = unmasked
        whole = await first_event(house, who)
        snapshots.current = real
        assert not masked.errors
        assert masked.data == with_nulls(whole.data, masked.extensions.get("hidden", [])), who


async def test_a_hidden_mutation_is_refused_whole_and_nothing_is_done(var: Path) -> None:
    sent: list[tuple[str, dict[str, Any], Mapping[str, str]]] = []
    async with asking(settings_in(var), transports=recording(sent)) as house:
        policies = house.house.gateway.snapshots.current.policies
        done = []
        for who in ASKERS:
            token = None if who.name == "visitor" else await house.token(who)
            visible = await _visible(house, policies, token)
            correction = {"key": f"{who}", "sku": "HW-1001", "warehouse": "DE-N", "difference": 1, "reason": "counted"}
            sent.clear()
            answer = await house.stored("CorrectStock", who, {"input": correction})
            if "Mutation.correctStock" in visible.coordinates:
                done.append(who.name)
                assert answer["data"]["correctStock"]["userErrors"] == [], who
            else:
                assert "data" not in answer, who
                assert sent == [], who
        assert set(done) == {"logistics"}


async def first_event(house: Asker, who: Person) -> Answer:
    token = None if who.name == "visitor" else await house.token(who)
    request = GraphQLRequest(None, DOCUMENT_IDS["StockChanges"], "StockChanges", {"skus": ["HW-1005"]})
    pipeline = house.house.gateway.pipeline
    journey = await pipeline.prepare(request, Caller({}, token, "request"))
    async with aclosing(pipeline.events(journey)) as answers:
        return await anext(answers)


@pytest.mark.parametrize("name", sorted(VARIABLES))
async def test_a_hidden_field_occurs_in_no_subgraph_document_but_as_key_or_requirement(name: str, var: Path) -> None:
    sent: list[tuple[str, dict[str, Any], Mapping[str, str]]] = []
    async with asking(settings_in(var), transports=recording(sent)) as house:
        snapshot = house.house.gateway.snapshots.current
        schema = snapshot.graph.supergraph.schema
        fetched: set[str] = set()
        for who in ASKERS:
            sent.clear()
            token = None if who.name == "visitor" else await house.token(who)
            visible = await _visible(house, snapshot.policies, token)
            await house.stored(name, who, VARIABLES[name][0])
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


async def _visible(house: Asker, policies: ViewerPolicies, token: str | None) -> VisibleSchema:
    pipeline = house.house.gateway.pipeline
    return policies.visible(await pipeline.viewer(Caller({}, token, "request")))


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
