"""Answers in parts that come to no good end: clients that leave, subgraphs that fail, faults between two parts."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.kit.held import Held
from tests.kit.late_prices import COSTS, FIRST, OF_2022, PARTS
from tests.kit.part_stream import part_stream
from tests.kit.served import Served, serving
from tests.kit.sockets import connected


async def test_a_client_that_leaves_ends_the_deferred_fetches(served: Served) -> None:
    prices = Held(served.shop.subgraphs["prices"])
    async with part_stream(served.gateway, PARTS, {"query": COSTS}) as stream:
        await stream.part()
        await prices.asked.wait()
        stream.gone.set()
        await asyncio.wait_for(prices.ended.wait(), 5)


async def test_an_operation_that_a_socket_stops_ends_its_deferred_fetches(served: Served) -> None:
    prices = Held(served.shop.subgraphs["prices"])
    async with connected(served.gateway) as socket:
        await socket.initialise()
        await socket.subscribe(COSTS)
        await socket.told()
        await socket.send(type="complete", id="1")
        await asyncio.wait_for(prices.ended.wait(), 5)


async def test_a_failed_deferred_fetch_is_told_in_its_part(served: Served) -> None:
    prices = Held(served.shop.subgraphs["prices"])
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
            prices = Held(open_house.shop.subgraphs["prices"])
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
    prices = Held(served.shop.subgraphs["prices"])
    served.shop.subgraphs["prices"].broken = RuntimeError("secret cause")
    async with part_stream(served.gateway, PARTS, {"query": COSTS}) as stream:
        await stream.part()
        prices.released.set()
        last = await stream.part()
        assert last["hasNext"] is False
        assert last["completed"][0]["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
        await stream.end()
    assert any("secret cause" in str(line) for line in served.logged())


async def test_a_mutation_whose_client_leaves_runs_to_its_end(tmp_path: Path) -> None:
    query = 'mutation { setPrice(sku: "p1", cents: 7) { sku ... @defer { reviews { body } } } }'
    async with serving(tmp_path, policies=None) as house:
        reviews = Held(house.shop.subgraphs["reviews"])
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
        reviews = Held(house.shop.subgraphs["reviews"])
        house.shop.subgraphs["reviews"].broken = RuntimeError("secret cause")
        async with part_stream(house.gateway, PARTS, {"query": query}) as stream:
            await stream.part()
            await reviews.asked.wait()
            stream.gone.set()
        assert "secret cause" not in str(house.logged())
        reviews.released.set()
    assert "secret cause" in str(house.logged())
