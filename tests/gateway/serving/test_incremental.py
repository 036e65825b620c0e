"""Answers in parts over HTTP and sockets: both formats, each part once it is there, one where nothing is late."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from gateway.serving.media_types import GRAPHQL_RESPONSE
from tests.kit.held import Held
from tests.kit.late_prices import COSTS, FIRST, OF_2022, PARTS
from tests.kit.part_stream import part_stream
from tests.kit.served import Served, serving
from tests.kit.sockets import connected


async def test_the_first_part_is_told_before_a_held_subgraph_answers(served: Served) -> None:
    prices = Held(served.shop.subgraphs["prices"])
    async with part_stream(served.gateway, PARTS, {"query": COSTS}) as stream:
        pending = [{"id": "0", "path": ["products", 0], "label": "costs"}]
        assert await stream.part() == {**FIRST, "pending": pending, "hasNext": True}
        assert stream.status == 200
        assert stream.headers["content-type"] == 'multipart/mixed; boundary="-"'
        prices.released.set()
        assert await stream.part() == {
            "incremental": [{"id": "0", "data": {"price": 100}}],
            "completed": [{"id": "0"}],
            "hasNext": False,
        }
        await stream.end()


async def test_the_format_of_2022_names_a_path_for_each_part(served: Served) -> None:
    prices = Held(served.shop.subgraphs["prices"])
    async with part_stream(served.gateway, OF_2022, {"query": COSTS}) as stream:
        assert await stream.part() == {**FIRST, "hasNext": True}
        assert stream.headers["content-type"] == 'multipart/mixed; boundary="-"; deferSpec=20220824'
        prices.released.set()
        assert await stream.part() == {
            "incremental": [{"data": {"price": 100}, "path": ["products", 0], "label": "costs"}],
            "hasNext": False,
        }
        await stream.end()


async def test_a_client_that_accepts_no_parts_is_answered_at_once(served: Served) -> None:
    response = await served.post({"query": COSTS}, accept=GRAPHQL_RESPONSE)
    assert response.headers["content-type"] == f"{GRAPHQL_RESPONSE}; charset=utf-8"
    assert response.json() == {"data": {"products": [{"sku": "p1", "price": 100}]}}


async def test_an_answer_that_reports_its_cost_is_told_whole(tmp_path: Path) -> None:
    async with serving(tmp_path, cost_reported=True) as served:
        response = await served.post({"query": COSTS}, accept=PARTS)
        assert response.json()["data"] == {"products": [{"sku": "p1", "price": 100}]}


async def test_what_gains_nothing_is_answered_at_once(served: Served) -> None:
    """Both come from one subgraph in one request."""
    response = await served.post({"query": "{ products(first: 1) { sku ... @defer { name } } }"}, accept=PARTS)
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.json() == {"data": {"products": [{"sku": "p1", "name": "Drill 1"}]}}


@pytest.mark.parametrize("late_first", [True, False])
async def test_an_operation_with_and_without_defer_share_their_plan_and_no_more(
    served: Served, late_first: bool
) -> None:
    prices = Held(served.shop.subgraphs["prices"])

    async def late() -> None:
        prices.released.clear()
        async with part_stream(served.gateway, PARTS, {"query": COSTS}) as stream:
            assert (await stream.part())["hasNext"] is True
            prices.released.set()
            assert (await stream.part())["hasNext"] is False

    async def whole() -> None:
        prices.released.set()
        response = await served.post({"query": "{ products(first: 1) { sku ... { price } } }"}, accept=PARTS)
        assert response.json() == {"data": {"products": [{"sku": "p1", "price": 100}]}}

    for ask in (late, whole) if late_first else (whole, late):
        await ask()


async def test_what_is_deferred_if_false_is_answered_at_once(served: Served) -> None:
    query = "query($later: Boolean!) { products(first: 1) { sku ... @defer(if: $later) { price } } }"
    prices = Held(served.shop.subgraphs["prices"])
    async with part_stream(served.gateway, PARTS, {"query": query, "variables": {"later": True}}) as stream:
        assert (await stream.part())["data"] == FIRST["data"]
        prices.released.set()
        assert (await stream.part())["hasNext"] is False
    async with part_stream(served.gateway, PARTS, {"query": query, "variables": {"later": False}}) as stream:
        assert await stream.whole() == {"data": {"products": [{"sku": "p1", "price": 100}]}}


async def test_a_stream_of_events_has_one_for_each_part(served: Served) -> None:
    prices = Held(served.shop.subgraphs["prices"])
    async with part_stream(served.gateway, "text/event-stream", {"query": COSTS}) as stream:
        first = (await stream.chunk()).decode()
        assert first.startswith("event: next\ndata: ")
        assert orjson.loads(first.partition("data: ")[2])["data"] == FIRST["data"]
        prices.released.set()
        last = (await stream.chunk()).decode()
        assert orjson.loads(last.partition("data: ")[2])["hasNext"] is False
        assert await stream.chunk() == b"event: complete\ndata: \n\n"


async def test_a_socket_is_told_each_part_and_then_the_end(served: Served) -> None:
    prices = Held(served.shop.subgraphs["prices"])
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.subscribe(COSTS)
        first = await socket.told()
        assert (first["type"], first["payload"]["data"]) == ("next", FIRST["data"])
        prices.released.set()
        last = await socket.told()
        assert last["payload"]["incremental"] == [{"id": "0", "data": {"price": 100}}]
        assert await socket.told() == {"type": "complete", "id": "1"}


async def test_hidden_paths_are_named_in_the_first_part_and_masked_in_all(tmp_path: Path) -> None:
    """What a visitor may not see of a stored document is neither fetched nor told, deferred or not."""
    text = "{ products(first: 1) { sku ... @defer { list price reviews { body author { nick } } } } }"
    documents = tmp_path / "stored.json"
    documents.write_bytes(orjson.dumps({"late": text}))
    async with serving(tmp_path, documents=documents) as served:
        prices = Held(served.shop.subgraphs["prices"])
        async with part_stream(served.gateway, PARTS, {"documentId": "late"}) as stream:
            first = await stream.part()
            assert first["data"] == FIRST["data"]
            assert first["extensions"] == {"hidden": ["products.list", "products.reviews.author"]}
            prices.released.set()
            (told,) = (await stream.part())["incremental"]
            reviews = [{"body": "strong", "author": None}, {"body": "loud", "author": None}]
            assert told["data"] == {"list": None, "price": 100, "reviews": reviews}
