"""Nobody holds more sockets and streams open than his share, and what ends gives its place back."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from gateway.errors import ClientError
from gateway.model.viewer import Viewer
from gateway.serving.connections import OpenConnections, holder_of
from tests.kit.feeds import Feed
from tests.kit.served import access_token, serving
from tests.kit.sockets import connected, refused

REVIEWED = 'subscription { reviewed(sku: "p1") { body } }'
STREAM = "text/event-stream"
DEALER = f"Bearer {access_token()}"


async def test_an_account_opens_as_many_sockets_as_its_share_and_one_more_when_one_is_closed(tmp_path: Path) -> None:
    async with serving(tmp_path, subscriptions_per_account=2) as served, connected(served.gateway) as first:
        await first.initialise(Authorization=DEALER)
        async with connected(served.gateway, address="192.0.2.2") as second:
            await second.initialise(Authorization=DEALER)
            async with connected(served.gateway, address="192.0.2.3") as third:
                await third.send(type="connection_init", payload={"Authorization": DEALER})
                assert (await third.closed())[0] == 4430
            async with connected(served.gateway) as another:
                await another.initialise(Authorization=f"Bearer {access_token(sub='user:colleague')}")
        async with connected(served.gateway) as second:
            await second.initialise(Authorization=DEALER)


async def test_streams_and_sockets_are_one_share(tmp_path: Path) -> None:
    async with serving(tmp_path, subscriptions_per_account=1) as served:
        feed = Feed(served.shop.subgraphs["reviews"])
        streaming = asyncio.create_task(served.post({"query": REVIEWED}, accept=STREAM, authorization=DEALER))
        await feed.started(1)
        async with connected(served.gateway) as socket:
            await socket.send(type="connection_init", payload={"Authorization": DEALER})
            assert (await socket.closed())[0] == 4430
        response = await served.post({"query": REVIEWED}, accept=STREAM, authorization=DEALER)
        assert response.status_code == 429
        assert response.json()["errors"][0]["extensions"]["code"] == "SUBSCRIPTION_LIMIT_EXCEEDED"
        assert len(feed.runs) == 1
        feed.complete()
        assert (await streaming).status_code == 200
        async with connected(served.gateway) as socket:
            await socket.initialise(Authorization=DEALER)


async def test_queries_take_no_share(tmp_path: Path) -> None:
    async with serving(tmp_path, subscriptions_per_account=1) as served, connected(served.gateway) as socket:
        await socket.initialise(Authorization=DEALER)
        for accept in (STREAM, "application/json"):
            response = await served.post({"query": "{ products { sku } }"}, accept=accept, authorization=DEALER)
            assert response.status_code == 200


async def test_visitors_are_counted_by_address_and_refused_before_the_upgrade(tmp_path: Path) -> None:
    async with serving(tmp_path, subscriptions_per_address=1) as served:
        async with connected(served.gateway, address="192.0.2.1") as socket:
            await socket.initialise()
            assert (await refused(served.gateway, address="192.0.2.1"))[0]["status"] == 429
            async with connected(served.gateway, address="192.0.2.2") as other:
                await other.initialise()
        async with connected(served.gateway, address="192.0.2.1") as socket:
            await socket.initialise()


async def test_who_has_signed_in_takes_nothing_from_the_visitors_of_his_address(tmp_path: Path) -> None:
    async with serving(tmp_path, subscriptions_per_address=1) as served, connected(served.gateway) as socket:
        await socket.initialise(Authorization=DEALER)
        async with connected(served.gateway) as visitor:
            await visitor.initialise()


async def test_one_operation_too_many_is_refused_and_the_others_run_on(tmp_path: Path) -> None:
    async with serving(tmp_path, operations_per_socket=2) as served, connected(served.gateway) as socket:
        feed = Feed(served.shop.subgraphs["reviews"])
        await socket.initialise()
        for number in ("1", "2", "3"):
            await socket.subscribe(REVIEWED, id=number)
        refusal = await socket.told()
        assert (refusal["type"], refusal["id"]) == ("error", "3")
        assert refusal["payload"][0]["extensions"]["code"] == "SUBSCRIPTION_LIMIT_EXCEEDED"
        await feed.started(1)
        heard: set[str] = set()
        while heard != {"1", "2"}:  # whoever joins the run a moment later hears the next event
            feed.publish(reviewed={"body": "still here"})
            heard.add((await socket.told())["id"])
        await socket.send(type="complete", id="1")
        await socket.subscribe("{ products(first: 1) { sku } }", id="3")
        while (told := await socket.told())["id"] != "3":
            assert told["type"] == "next"
        assert told["payload"] == {"data": {"products": [{"sku": "p1"}]}}


def test_accounts_of_two_companies_are_two_and_what_is_given_back_is_forgotten() -> None:
    connections = OpenConnections(1, 1)
    holders = [holder_of(Viewer("user:one", company), {}) for company in ("a", "b")]
    for one in holders:
        connections.enter(one)
        with pytest.raises(ClientError):
            connections.enter(one)
        connections.leave(one)
    assert not connections._open
