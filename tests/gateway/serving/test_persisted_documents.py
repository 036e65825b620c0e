"""Stored documents by their ids, in each of the ways in which clients send them; their shape is not limited."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.kit.served import Served, serving
from tests.kit.sockets import connected

QUERY = "query First { products(first: 1) { sku } }"
DATA = {"products": [{"sku": "p1"}]}
HASH = hashlib.sha256(QUERY.encode()).hexdigest()

BEYOND_LIMITS = {
    "depth": (
        'query Deep { product(sku: "p1") ' + "{ successor " * 15 + "{ sku }" + "}" * 16,
        "MAX_DEPTH_LIMIT",
    ),
    "aliases": (
        "query Many { products(first: 1) { " + " ".join(f"a{n}: sku" for n in range(31)) + " } }",
        "MAX_ALIASES_LIMIT",
    ),
    "roots": (
        "query Wide { ...A ...B } fragment A on Query { "
        + " ".join(f"a{n}: __typename" for n in range(11))
        + " } fragment B on Query { "
        + " ".join(f"b{n}: __typename" for n in range(11))
        + " }",
        "MAX_ROOT_FIELDS_LIMIT",
    ),
    "introspection": (
        "query Circles { __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
        "MAX_INTROSPECTION_LIMIT",
    ),
    "tokens": (
        "query Long { " + " ".join(f"p{n}: products(first: 1) {{ sku name }}" for n in range(200)) + " }",
        "PARSING_LIMIT_EXCEEDED",
    ),
}


def _apollo(*operations: tuple[str, str]) -> dict[str, Any]:
    return {
        "format": "apollo-persisted-query-manifest",
        "version": 1,
        "operations": [{"id": one, "name": "First", "type": "query", "body": body} for one, body in operations],
    }


@pytest.fixture(params=["object", "apollo"])
async def stored(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Served]:
    """A gateway whose manifest has one document, under its hash, in each of the forms."""
    manifest = tmp_path / "manifest.json"
    manifest.write_bytes(orjson.dumps({HASH: QUERY} if request.param == "object" else _apollo((HASH, QUERY))))
    async with serving(tmp_path, documents=manifest) as served:
        yield served


WAYS: dict[str, dict[str, Any]] = {
    "documentId": {"documentId": HASH},
    "a prefixed documentId": {"documentId": f"sha256:{HASH}"},
    "a documentId beside an empty text": {"documentId": HASH, "query": ""},
    "id": {"id": HASH},
    "a hash": {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": HASH}}},
}


@pytest.mark.parametrize("way", WAYS)
async def test_a_stored_document_is_named_in_each_way_that_clients_know(stored: Served, way: str) -> None:
    assert (await stored.post(WAYS[way])).json() == {"data": DATA}
    async with connected(stored.gateway) as socket:
        await socket.initialise()
        await socket.send(type="subscribe", id="1", payload=WAYS[way])
        assert await socket.told() == {"type": "next", "id": "1", "payload": {"data": DATA}}


@pytest.mark.parametrize("name", ["documentId", "id"])
async def test_a_stored_document_may_be_named_by_address(stored: Served, name: str) -> None:
    assert (await stored.http.get("/graphql", params={name: HASH})).json() == {"data": DATA}


async def test_an_id_beside_a_text_is_whatever_the_client_means_by_it(stored: Served) -> None:
    body = {"id": HASH, "query": "{ products(first: 1) { name } }"}
    assert (await stored.post(body)).json() == {"data": {"products": [{"name": "Drill 1"}]}}
    assert (await stored.post({"id": 7, "query": QUERY})).json() == {"data": DATA}


@pytest.mark.parametrize("query", [QUERY, "{ products(first: 1) { name } }"])
async def test_a_text_beside_the_id_of_a_stored_document_is_not_read(stored: Served, query: str) -> None:
    for way in ("documentId", "a hash"):
        assert (await stored.post({**WAYS[way], "query": query})).json() == {"data": DATA}


@pytest.mark.parametrize("limit", BEYOND_LIMITS)
async def test_a_document_beyond_a_limit_is_answered_by_id_and_refused_as_text(tmp_path: Path, limit: str) -> None:
    text, code = BEYOND_LIMITS[limit]
    manifest = tmp_path / "manifest.json"
    manifest.write_bytes(orjson.dumps({"d1": text}))
    async with serving(tmp_path, documents=manifest) as served:
        refused = await served.ask(text)
        assert [error["extensions"]["code"] for error in refused["errors"]] == [code]
        assert served.asked() == {}
        answer = await served.stored("d1")
        assert answer["data"]
        assert "errors" not in answer
        again = await served.ask(text)
        assert again == refused, "that it runs by id makes its text no better"
