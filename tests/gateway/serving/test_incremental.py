"""Answers in parts over HTTP and sockets: both formats, who gets them, and what happens when something breaks."""

from __future__ import annotations

import asyncio
from pathlib import Path

import orjson
import pytest

from gateway.serving.incremental import accepted_format
from gateway.serving.media_types import GRAPHQL_RESPONSE
from tests.kit.part_stream import part_stream
from tests.kit.served import Served, access_token, serving
from tests.kit.sockets import connected

PARTS = "multipart/mixed, application/json"
OF_2022 = "multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9"
APOLLO = "multipart/mixed;incrementalSpec=v0.2,application/graphql-response+json,application/json;q=0.9"
COSTS = '{ products(first: 1) { sku ... @defer(label: "costs") { price } } }'
FIRST = {"data": {"products": [{"sku": "p1"}]}}


class Held:
    """A subgraph that does not answer until it is released; `ended` is set when a request ends without an answer."""

    def __init__(self, served: Served, subgraph: str) -> None:
        self.asked, self.released = asyncio.Event(), asyncio.Event()
        self.answered, self.ended = asyncio.Event(), asyncio.Event()
        served.shop.subgraphs[subgraph].before = self._before

    async def _before(self, _document: str) -> None:
        self.asked.set()
        try:
            await self.released.wait()
            self.answered.set()
        finally:
            if not self.answered.is_set():
                self.ended.set()


async def test_the_first_part_is_told_before_a_held_subgraph_answers(served: Served) -> None:
    prices = Held(served, "prices")
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
    prices = Held(served, "prices")
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
    prices = Held(served, "prices")

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
    prices = Held(served, "prices")
    async with part_stream(served.gateway, PARTS, {"query": query, "variables": {"later": True}}) as stream:
        assert (await stream.part())["data"] == FIRST["data"]
        prices.released.set()
        assert (await stream.part())["hasNext"] is False
    async with part_stream(served.gateway, PARTS, {"query": query, "variables": {"later": False}}) as stream:
        assert await stream.whole() == {"data": {"products": [{"sku": "p1", "price": 100}]}}


async def test_a_stream_of_events_has_one_for_each_part(served: Served) -> None:
    prices = Held(served, "prices")
    async with part_stream(served.gateway, "text/event-stream", {"query": COSTS}) as stream:
        first = (await stream.chunk()).decode()
        assert first.startswith("event: next\ndata: ")
        assert orjson.loads(first.partition("data: ")[2])["data"] == FIRST["data"]
        prices.released.set()
        last = (await stream.chunk()).decode()
        assert orjson.loads(last.partition("data: ")[2])["hasNext"] is False
        assert await stream.chunk() == b"event: complete\ndata: \n\n"


async def test_a_socket_is_told_each_part_and_then_the_end(served: Served) -> None:
    prices = Held(served, "prices")
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.subscribe(COSTS)
        first = await socket.told()
        assert (first["type"], first["payload"]["data"]) == ("next", FIRST["data"])
        prices.released.set()
        last = await socket.told()
        assert last["payload"]["incremental"] == [{"id": "0", "data": {"price": 100}}]
        assert await socket.told() == {"type": "complete", "id": "1"}


async def test_a_client_that_leaves_ends_the_deferred_fetches(served: Served) -> None:
    prices = Held(served, "prices")
    async with part_stream(served.gateway, PARTS, {"query": COSTS}) as stream:
        await stream.part()
        await prices.asked.wait()
        stream.gone.set()
        await asyncio.wait_for(prices.ended.wait(), 5)


async def test_an_operation_that_a_socket_stops_ends_its_deferred_fetches(served: Served) -> None:
    prices = Held(served, "prices")
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.subscribe(COSTS)
        await socket.told()
        await socket.send(type="complete", id="1")
        await asyncio.wait_for(prices.ended.wait(), 5)


async def test_a_failed_deferred_fetch_is_told_in_its_part(served: Served) -> None:
    prices = Held(served, "prices")
    served.shop.subgraphs["prices"].broken = ConnectionError("secret cause")
    async with part_stream(served.gateway, PARTS, {"query": COSTS}) as stream:
        assert "errors" not in await stream.part()
        prices.released.set()
        last = await stream.part()
        (told,) = last["incremental"]
        assert told["data"] == {"price": None}
        assert told["errors"][0]["extensions"]["code"] == "SUBREQUEST_HTTP_ERROR"
        assert last["completed"] == [{"id": "0"}]


async def test_a_part_whose_null_has_no_place_fails_alone(tmp_path: Path) -> None:
    query = "{ products(first: 1) { sku ... @defer { list } } }"
    for accept in (PARTS, OF_2022):
        async with serving(tmp_path, policies=None) as open_house:
            prices = Held(open_house, "prices")
            open_house.shop.subgraphs["prices"].broken = ConnectionError("secret cause")
            async with part_stream(open_house.gateway, accept, {"query": query}) as stream:
                assert (await stream.part())["data"] == FIRST["data"]
                prices.released.set()
                last = await stream.part()
                assert last["hasNext"] is False
                if accept == PARTS:
                    (lost,) = last["completed"]
                    assert "incremental" not in last
                else:
                    (lost,) = last["incremental"]
                    assert (lost["data"], lost["path"]) == (None, ["products", 0])
                assert lost["errors"][0]["extensions"]["code"] == "SUBREQUEST_HTTP_ERROR"


async def test_a_fault_between_two_parts_ends_all_that_was_announced(served: Served) -> None:
    prices = Held(served, "prices")
    served.shop.subgraphs["prices"].broken = RuntimeError("secret cause")
    async with part_stream(served.gateway, PARTS, {"query": COSTS}) as stream:
        await stream.part()
        prices.released.set()
        last = await stream.part()
        assert last["hasNext"] is False
        assert last["completed"][0]["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
        await stream.end()
    assert any("secret cause" in str(line) for line in served.logged())


async def test_hidden_paths_are_named_in_the_first_part_and_masked_in_all(tmp_path: Path) -> None:
    """What a visitor may not see of a stored document is neither fetched nor told, deferred or not."""
    text = "{ products(first: 1) { sku ... @defer { list price reviews { body author { nick } } } } }"
    documents = tmp_path / "stored.json"
    documents.write_bytes(orjson.dumps({"late": text}))
    async with serving(tmp_path, documents=documents) as served:
        prices = Held(served, "prices")
        async with part_stream(served.gateway, PARTS, {"documentId": "late"}) as stream:
            first = await stream.part()
            assert first["data"] == FIRST["data"]
            assert first["extensions"] == {"hidden": ["products.list", "products.reviews.author"]}
            prices.released.set()
            (told,) = (await stream.part())["incremental"]
            reviews = [{"body": "strong", "author": None}, {"body": "loud", "author": None}]
            assert told["data"] == {"list": None, "price": 100, "reviews": reviews}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("{ products { ... @defer(label: 7) { sku } } }", "must be a static string"),
        ("{ products { ... @defer(if: 7) { sku } } }", "Boolean cannot represent"),
        ("{ products @defer { sku } }", "may not be used on field"),
        ("query($l: String) { products { ... @defer(label: $l) { sku } } }", "must be a static string"),
        ('{ products { ...@defer(label: "a") { sku } ...@defer(label: "a") { name } } }', "must be unique"),
        ('subscription { reviewed(sku: "p1") { ... @defer { body } } }', "not supported on subscription"),
    ],
)
async def test_a_misplaced_defer_is_refused(served: Served, query: str, says: str) -> None:
    told = await served.ask(query)
    assert says in told["errors"][0]["message"]
    assert told["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


async def test_a_mutation_may_not_be_deferred_itself(served: Served) -> None:
    query = 'mutation { ... @defer { setPrice(sku: "p1", cents: 7) { sku } } }'
    told = await served.ask(query, access_token())
    assert "cannot be used on root mutation type" in told["errors"][0]["message"]
    assert not served.asked()


async def test_a_mutation_whose_client_leaves_runs_to_its_end(tmp_path: Path) -> None:
    query = 'mutation { setPrice(sku: "p1", cents: 7) { sku ... @defer { reviews { body } } } }'
    async with serving(tmp_path, policies=None) as house:
        reviews = Held(house, "reviews")
        async with part_stream(house.gateway, PARTS, {"query": query}) as stream:
            assert (await stream.part())["data"] == {"setPrice": {"sku": "p1"}}
            await reviews.asked.wait()
            stream.gone.set()
        assert not reviews.ended.is_set()
        reviews.released.set()
    assert reviews.answered.is_set(), "a gateway that stops waits for it"


async def test_a_fault_in_a_mutation_whose_client_left_is_logged(tmp_path: Path) -> None:
    query = 'mutation { setPrice(sku: "p1", cents: 7) { sku ... @defer { reviews { body } } } }'
    async with serving(tmp_path, policies=None) as house:
        reviews = Held(house, "reviews")
        house.shop.subgraphs["reviews"].broken = RuntimeError("secret cause")
        async with part_stream(house.gateway, PARTS, {"query": query}) as stream:
            await stream.part()
            await reviews.asked.wait()
            stream.gone.set()
        assert "secret cause" not in str(house.logged())
        reviews.released.set()
    assert "secret cause" in str(house.logged())


async def test_introspection_says_that_defer_is_served(served: Served) -> None:
    told = await served.ask("{ __schema { directives { name args { name } } } }")
    (defer,) = [one for one in told["data"]["__schema"]["directives"] if one["name"] == "defer"]
    assert {one["name"] for one in defer["args"]} == {"if", "label"}


@pytest.mark.parametrize(
    ("accept", "parameter"),
    [
        ("multipart/mixed", None),
        (APOLLO, "incrementalSpec=v0.2"),
        (OF_2022, "deferSpec=20220824"),
        ('Multipart/Mixed; deferSpec="20220824"', "deferSpec=20220824"),
        ("multipart/mixed;deferSpec=2030, multipart/mixed", None),
    ],
)
def test_the_first_format_is_taken_that_is_served(accept: str, parameter: str | None) -> None:
    found = accepted_format(accept)
    assert found is not None
    assert found.parameter == parameter


@pytest.mark.parametrize(
    "accept",
    [
        None,
        "",
        "*/*",
        "multipart/*",
        "multipart/mixed;q=0",
        "multipart/mixed;q=0.0",
        "multipart/mixed;deferSpec=2030",
        'multipart/mixed;boundary="graphql";subscriptionSpec="1.0", application/json',
    ],
)
def test_who_does_not_ask_for_parts_gets_none(accept: str | None) -> None:
    assert accepted_format(accept) is None
