"""Automatic persisted queries as clients use them: a hash first, the text when it is asked for, then the hash alone."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.kit.served import DOCUMENTS, Served, access_token, serving
from tests.kit.sockets import connected

JSON = "application/json"
QUERY = "{ products(first: 1) { sku } }"
DATA = {"products": [{"sku": "p1"}]}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def hashed(text: str, *, version: Any = 1) -> dict[str, Any]:
    """The extensions of a request that names a text by its hash."""
    return {"persistedQuery": {"version": version, "sha256Hash": sha256(text)}}


def code(answer: dict[str, Any]) -> str:
    (error,) = answer["errors"]
    return str(error["extensions"]["code"])


async def _hash_alone(served: Served, text: str, token: str | None = None) -> dict[str, Any]:
    headers = {} if token is None else {"authorization": f"Bearer {token}"}
    answer: dict[str, Any] = (await served.post({"extensions": hashed(text)}, **headers)).json()
    return answer


@pytest.mark.parametrize("accept", [JSON, "*/*", "application/graphql-response+json"])
async def test_an_unknown_hash_is_told_in_the_words_that_clients_look_for(served: Served, accept: str) -> None:
    response = await served.post({"extensions": hashed(QUERY)}, accept=accept)
    assert response.status_code == 200
    assert "no-store" in response.headers["cache-control"]
    assert response.json() == {
        "errors": [{"message": "PersistedQueryNotFound", "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}]
    }
    assert served.asked() == {}


async def test_a_text_sent_with_its_hash_is_answered_and_then_known_by_the_hash(served: Served) -> None:
    assert (await served.post({"query": QUERY, "extensions": hashed(QUERY)})).json() == {"data": DATA}
    assert await _hash_alone(served, QUERY) == {"data": DATA}


@pytest.mark.parametrize("query", ["", None])
async def test_no_text_beside_the_hash_may_be_written_as_an_empty_one(served: Served, query: str | None) -> None:
    body = {"query": query, "extensions": hashed(QUERY)}
    assert code((await served.post(body)).json()) == "PERSISTED_QUERY_NOT_FOUND"
    await served.post({"query": QUERY, "extensions": hashed(QUERY)})
    assert (await served.post(body)).json() == {"data": DATA}


async def test_variables_and_operation_names_go_with_the_hash(served: Served) -> None:
    text = "query One($n: Int!) { products(first: $n) { sku } } query Other { products(first: 2) { name } }"
    extensions = hashed(text)
    await served.post({"query": text, "operationName": "Other", "extensions": extensions})
    one = await served.post({"operationName": "One", "variables": {"n": 1}, "extensions": extensions})
    assert one.json() == {"data": DATA}


async def test_a_hash_may_come_by_address(served: Served) -> None:
    asked = {"extensions": orjson.dumps(hashed(QUERY)).decode()}
    unknown = await served.http.get("/graphql", params=asked)
    assert (unknown.status_code, code(unknown.json())) == (200, "PERSISTED_QUERY_NOT_FOUND")
    assert "no-store" in unknown.headers["cache-control"]
    assert (await served.http.get("/graphql", params={"query": QUERY, **asked})).json() == {"data": DATA}
    assert (await served.http.get("/graphql", params=asked)).json() == {"data": DATA}


async def test_a_mutation_by_hash_is_refused_by_address(served: Served) -> None:
    text = DOCUMENTS["reprice"]
    headers = {"authorization": f"Bearer {access_token()}"}
    await served.post({"query": text, "extensions": hashed(text)}, **headers)
    asked = served.asked()
    response = await served.http.get(
        "/graphql", params={"extensions": orjson.dumps(hashed(text)).decode()}, headers=headers
    )
    assert (response.status_code, code(response.json())) == (405, "MUTATION_NOT_ALLOWED_OVER_HTTP_GET")
    assert served.asked() == asked


async def test_a_hash_may_come_over_a_socket(served: Served) -> None:
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.send(type="subscribe", id="1", payload={"query": "", "extensions": hashed(QUERY)})
        refused = await socket.told()
        assert (refused["type"], refused["payload"][0]["message"]) == ("error", "PersistedQueryNotFound")
        for payload in ({"query": QUERY, "extensions": hashed(QUERY)}, {"extensions": hashed(QUERY)}):
            await socket.send(type="subscribe", id="1", payload=payload)
            assert await socket.told() == {"type": "next", "id": "1", "payload": {"data": DATA}}
            assert (await socket.told())["type"] == "complete"


async def test_a_subscription_may_be_asked_by_hash_over_an_event_stream(served: Served) -> None:
    text = 'subscription { reviewed(sku: "p1") { body } }'
    unknown = await served.post({"extensions": hashed(text)}, accept="text/event-stream")
    assert unknown.status_code == 200
    assert "PersistedQueryNotFound" in unknown.text
    await served.post({"query": text, "extensions": hashed(text)}, accept="text/event-stream")
    told = await served.post({"extensions": hashed(text)}, accept="text/event-stream")
    assert told.text.count("event: next") == 2


async def test_a_hash_that_is_not_of_the_text_is_refused_and_nothing_is_kept(served: Served) -> None:
    other = "{ products(first: 2) { sku } }"
    response = await served.post({"query": other, "extensions": hashed(QUERY)})
    assert (response.status_code, code(response.json())) == (400, "PERSISTED_QUERY_HASH_MISMATCH")
    assert served.asked() == {}
    for text in (QUERY, other):
        assert code(await _hash_alone(served, text)) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize(
    "text",
    [
        "{ products {",
        "{ products { nothing } }",
        "{ products { " + " ".join(f"a{n}: sku" for n in range(31)) + " } }",
        "{ product(sku: 1) " + "{ successor " * 15 + "{ sku }" + "}" * 16,
    ],
)
async def test_a_text_that_is_refused_is_not_kept(served: Served, text: str) -> None:
    assert (await served.post({"query": text, "extensions": hashed(text)})).json()["errors"]
    assert code(await _hash_alone(served, text)) == "PERSISTED_QUERY_NOT_FOUND"


async def test_the_hash_of_a_text_kept_for_others_reads_like_that_of_none_where_one_may_not_ask_it(
    served: Served,
) -> None:
    text = "{ products(first: 1) { list } }"
    unknown = await served.post({"extensions": hashed(text)})
    await served.post({"query": text, "extensions": hashed(text)}, authorization=f"Bearer {access_token()}")
    refused = await served.post({"extensions": hashed(text)})
    assert (refused.status_code, refused.content) == (unknown.status_code, unknown.content)
    with_text = await served.post({"query": text, "extensions": hashed(text)})
    assert with_text.json() == await served.ask(text)
    assert code(with_text.json()) == "GRAPHQL_VALIDATION_FAILED"
    assert (await _hash_alone(served, text, access_token()))["data"] == {"products": [{"list": 100}]}


async def test_what_is_kept_is_bounded_and_what_was_forgotten_is_asked_for_again(tmp_path: Path) -> None:
    async with serving(tmp_path, cache_bytes=40_000) as served:
        texts = [f"{{ products(first: {number + 1}) {{ sku }} }}" for number in range(30)]
        for text in texts:
            await served.post({"query": text, "extensions": hashed(text)})
        known = [text for text in texts if "data" in await _hash_alone(served, text)]
        assert 0 < len(known) < 10
        assert known == texts[-len(known) :]
        again = await served.post({"query": texts[0], "extensions": hashed(texts[0])})
        assert "data" in again.json()
        assert "data" in await _hash_alone(served, texts[0])


async def test_an_id_of_the_manifest_sent_as_a_hash_is_a_stored_document(served: Served) -> None:
    answer = (await served.post({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "shelf"}}})).json()
    assert answer == await served.stored("shelf")
    assert answer["extensions"]["hidden"]


async def test_the_text_of_a_stored_document_sent_with_its_hash_is_strict(served: Served) -> None:
    text = DOCUMENTS["shelf"]
    refused = (await served.post({"query": text, "extensions": hashed(text)})).json()
    assert {error["extensions"]["code"] for error in refused["errors"]} == {"GRAPHQL_VALIDATION_FAILED"}
    assert served.asked() == {}


@pytest.mark.parametrize("given", ["text", 3, [], {}, {"version": 1}, {"version": 1, "sha256Hash": 3}])
async def test_a_form_that_is_none_is_refused_with_its_name(served: Served, given: Any) -> None:
    response = await served.post({"query": QUERY, "extensions": {"persistedQuery": given}})
    assert (response.status_code, code(response.json())) == (400, "BAD_REQUEST")
    assert "persistedQuery" in response.json()["errors"][0]["message"]


async def test_an_unknown_version_is_told_as_not_supported(served: Served) -> None:
    for version in (2, None, "1"):
        response = await served.post({"query": QUERY, "extensions": hashed(QUERY, version=version)})
        assert (response.status_code, code(response.json())) == (200, "PERSISTED_QUERY_NOT_SUPPORTED")


async def test_other_extensions_mean_nothing(served: Served) -> None:
    body = {"query": QUERY, "extensions": {"persistedQuery": None, "other": {"sha256Hash": "x"}}}
    assert (await served.post(body)).json() == {"data": DATA}


async def test_where_they_are_switched_off_clients_are_told_to_send_texts(tmp_path: Path) -> None:
    async with serving(tmp_path, automatic_persisted_queries=False) as served:
        for body in ({"extensions": hashed(QUERY)}, {"query": QUERY, "extensions": hashed(QUERY)}):
            response = await served.post(body)
            assert response.status_code == 200
            error = {"message": "PersistedQueryNotSupported", "extensions": {"code": "PERSISTED_QUERY_NOT_SUPPORTED"}}
            assert response.json() == {"errors": [error]}
        assert served.asked() == {}
        assert await served.ask(QUERY) == {"data": DATA}
        assert code(await _hash_alone(served, QUERY)) == "PERSISTED_QUERY_NOT_SUPPORTED"
        stored = await served.post({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "shelf"}}})
        assert "data" in stored.json()
