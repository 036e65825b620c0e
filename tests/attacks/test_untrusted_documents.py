"""Where only stored documents are answered, nothing else reaches a subgraph, however it is sent."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from graphql import get_introspection_query

from gateway.app import create_gateway
from gateway.errors import ConfigurationError
from tests.kit.refusals import codes
from tests.kit.served import DOCUMENTS, Served, access_token, serving, shop_settings
from tests.kit.sockets import connected

SHELF = DOCUMENTS["shelf"]
TEXTS = {
    "a query": "{ products(first: 1) { sku } }",
    "a mutation": 'mutation { setPrice(sku: "p1", cents: 1) { sku } }',
    "a subscription": 'subscription { reviewed(sku: "p1") { body } }',
    "introspection": get_introspection_query(),
    "the name of the root type": "{ __typename }",
    "the text of a stored document": SHELF,
    "the same, written otherwise": SHELF.replace(" ", "  "),
    "a text that does not parse": "{ products {",
}


@pytest.fixture
async def trusting(tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(tmp_path, trusted_documents_only=True) as served:
        yield served


def _hashed(text: str) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(text.encode()).hexdigest()}}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("token", [None, access_token()], ids=["visitor", "dealer"])
async def test_a_text_is_refused(trusting: Served, name: str, token: str | None) -> None:
    text = TEXTS[name]
    headers = {} if token is None else {"authorization": f"Bearer {token}"}
    for body in ({"query": text}, {"query": text, "extensions": _hashed(text)}, {"query": text, "id": "shelf"}):
        response = await trusting.post(body, **headers)
        assert response.status_code == 400
        assert codes(response.json()) == ["PERSISTED_DOCUMENT_ID_REQUIRED"]
        assert "data" not in response.json()
    by_address = await trusting.http.get("/graphql", params={"query": text}, headers=headers)
    assert codes(by_address.json()) == ["PERSISTED_DOCUMENT_ID_REQUIRED"]
    stream = await trusting.post({"query": text}, accept="text/event-stream", **headers)
    assert "PERSISTED_DOCUMENT_ID_REQUIRED" in stream.text
    assert trusting.asked() == {}


async def test_a_text_is_refused_on_a_socket(trusting: Served) -> None:
    async with connected(trusting.gateway) as socket:
        await socket.initialise()
        for text in TEXTS.values():
            await socket.subscribe(text)
            told = await socket.told()
            assert told["type"] == "error"
            assert codes({"errors": told["payload"]}) == ["PERSISTED_DOCUMENT_ID_REQUIRED"]
    assert trusting.asked() == {}


async def test_a_hash_that_is_no_id_is_unknown_and_does_not_ask_for_the_text(trusting: Served) -> None:
    for text in (SHELF, "{ products(first: 1) { sku } }"):
        response = await trusting.post({"extensions": _hashed(text)})
        assert (response.status_code, codes(response.json())) == (404, ["PERSISTED_DOCUMENT_NOT_FOUND"])
    assert trusting.asked() == {}


async def test_a_request_without_a_document_is_told_what_to_send(trusting: Served) -> None:
    response = await trusting.post({"variables": {}})
    assert (response.status_code, codes(response.json())) == (400, ["BAD_REQUEST"])


async def test_no_text_is_read_at_all(trusting: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(type(trusting.gateway.snapshots.current.graph), "free_form", lambda _, text: read.append(text))
    for text in TEXTS.values():
        await trusting.ask(text)
    assert read == []


async def test_the_documents_of_the_manifest_are_answered_by_id(trusting: Served) -> None:
    assert (await trusting.stored("shelf", access_token()))["data"]["products"][0]["list"] == 100
    by_hash = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "shelf"}}}
    assert (await trusting.post(by_hash)).json() == await trusting.stored("shelf")
    address = {"documentId": "shelf", "variables": orjson.dumps({"n": 1}).decode()}
    assert len((await trusting.http.get("/graphql", params=address)).json()["data"]["products"]) == 1


def test_a_gateway_without_a_manifest_that_trusts_nothing_else_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="name a manifest in 'documents'"):
        create_gateway(shop_settings(tmp_path, documents=None, trusted_documents_only=True))


async def test_a_text_beside_an_id_is_not_read(trusting: Served) -> None:
    answer = await trusting.post({"documentId": "shelf", "query": "{ products(first: 1) { name } }"})
    assert answer.json() == await trusting.stored("shelf")


async def test_a_stored_document_that_introspects_is_answered(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_bytes(orjson.dumps({"kinds": 'query Kinds { __type(name: "Kind") { enumValues { name } } }'}))
    async with serving(tmp_path, documents=manifest, trusted_documents_only=True) as served:
        kinds = [{"name": "POWER_TOOL"}, {"name": "HAND_TOOL"}]
        assert await served.stored("kinds") == {"data": {"__type": {"enumValues": kinds}}}
