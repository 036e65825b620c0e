"""The clients of the field against the running gateway: asking, changing, listening, leaving, connecting again."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.interop.driving import Client, driving, told
from tests.kit.federation import Federation
from tests.kit.firing import Fired
from tests.kit.real_server import served_at
from tests.kit.servers import free_port
from tests.kit.shop_federation import catalogue

APOLLO = Client("apollo.mjs")
APOLLO_MULTIPART = Client("apollo.mjs", over="multipart")
URQL = Client("urql.mjs")
URQL_FETCH = Client("urql.mjs", over="fetch")
GRAPHQL_WS = Client("graphql_ws.mjs")
GRAPHQL_SSE = Client("graphql_sse.mjs")
GQL = Client("python_gql.py")

ALL = [APOLLO, URQL, GRAPHQL_WS, GRAPHQL_SSE, GQL]
LISTENING = [*ALL, URQL_FETCH, APOLLO_MULTIPART]
RECONNECTING = [*ALL, APOLLO_MULTIPART]
"""Those that connect again by themselves."""

SHELF = "query Shelf($n: Int!) { products(first: $n) { sku price reviews { body } } }"
RENAME = "mutation Rename($sku: ID!, $name: String!) { rename(sku: $sku, name: $name) { sku name list } }"
STOPPING = {"codes": ["SERVER_STOPPING"]}
"""What those are told who listen by a stream, before they come back."""
UNKNOWN = "{ products { colour } }"
REVIEWED = "subscription Reviewed($sku: ID!) { reviewed(sku: $sku) { body product { sku price } } }"
"""The review comes from one subgraph, the price from two others."""


def bare(value: Any) -> Any:
    """Without the type names that caching clients ask for beside what is wanted."""
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items() if key != "__typename"}
    return [bare(item) for item in value] if isinstance(value, list) else value


def _fired(shop: Federation) -> Fired:
    """The federation's subscription, whose events this test fires."""
    fired = Fired()
    shop.world.roots["Subscription.reviewed"] = fired.listen  # type: ignore[index]
    return fired


def _event(body: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is fired, and what a client is then told."""
    product = {"__typename": "Product", "sku": "p2"}
    review = {"__typename": "Review", "id": "r9", "body": body, "product": product}
    return review, {"data": {"reviewed": {"body": body, "product": {"sku": "p2", "price": 400}}}}


@pytest.mark.parametrize("client", ALL, ids=str)
async def test_a_query_is_answered(tmp_path: Path, client: Client) -> None:
    async with served_at(tmp_path, catalogue()) as address:
        [answer] = await told(client, "ask", address, SHELF, n=1)
    reviews = [{"body": "strong"}, {"body": "loud"}]
    assert bare(answer) == {"data": {"products": [{"sku": "p1", "price": 100, "reviews": reviews}]}}


@pytest.mark.parametrize("client", ALL, ids=str)
async def test_a_mutation_is_carried_out_once(tmp_path: Path, client: Client) -> None:
    shop = catalogue()
    async with served_at(tmp_path, shop) as address:
        [answer] = await told(client, "ask", address, RENAME, sku="p1", name="Saw")
    assert bare(answer) == {"data": {"rename": {"sku": "p1", "name": "Saw", "list": 100}}}
    assert shop.asked() == {"products": 1, "prices": 1}


@pytest.mark.parametrize("client", ALL, ids=str)
async def test_a_refused_document_is_told_by_its_code(tmp_path: Path, client: Client) -> None:
    async with served_at(tmp_path, catalogue()) as address:
        assert await told(client, "ask", address, UNKNOWN) == [{"codes": ["GRAPHQL_VALIDATION_FAILED"]}]


@pytest.mark.parametrize("client", LISTENING, ids=str)
async def test_a_refused_subscription_is_told_by_its_code(tmp_path: Path, client: Client) -> None:
    async with (
        served_at(tmp_path, catalogue()) as address,
        driving(client, "listen", address, "subscription { reviewed { colour } }") as driver,
    ):
        assert (await driver.told())["codes"][0] == "GRAPHQL_VALIDATION_FAILED"


@pytest.mark.parametrize("client", LISTENING, ids=str)
async def test_events_come_as_they_happen_until_the_subgraph_ends(tmp_path: Path, client: Client) -> None:
    shop = catalogue()
    fired = _fired(shop)
    async with (
        served_at(tmp_path, shop) as address,
        driving(client, "listen", address, REVIEWED, sku="p2") as driver,
    ):
        await fired.begun()
        for body in ("light", "handy"):
            event, expected = _event(body)
            fired.fire(event)
            assert bare(await driver.told()) == expected
        fired.complete()
        assert await driver.told() == {"complete": True}


@pytest.mark.parametrize("client", LISTENING, ids=str)
async def test_a_client_that_leaves_ends_its_subscription_in_the_subgraph(tmp_path: Path, client: Client) -> None:
    shop = catalogue()
    fired = _fired(shop)
    async with (
        served_at(tmp_path, shop) as address,
        driving(client, "leave", address, REVIEWED, sku="p2") as driver,
    ):
        await fired.begun()
        event, expected = _event("light")
        fired.fire(event)
        assert bare(await driver.told()) == expected
        driver.cue()
        await fired.ended()
        assert driver.is_running
        driver.cue()


@pytest.mark.parametrize("client", RECONNECTING, ids=str)
async def test_a_client_listens_on_after_the_gateway_has_been_restarted(tmp_path: Path, client: Client) -> None:
    shop = catalogue()
    fired = _fired(shop)
    port = free_port()
    async with AsyncExitStack() as first:
        address = await first.enter_async_context(served_at(tmp_path, shop, port=port))
        async with driving(client, "listen", address, REVIEWED, sku="p2") as driver:
            await fired.begun()
            event, expected = _event("before")
            fired.fire(event)
            assert bare(await driver.told()) == expected
            await first.aclose()
            await fired.ended()
            async with served_at(tmp_path, shop, port=port):
                await fired.begun()
                event, expected = _event("after")
                fired.fire(event)
                seen = bare(await driver.told())
                assert (bare(await driver.told()) if seen == STOPPING else seen) == expected
                fired.complete()
                assert await driver.told() == {"complete": True}
