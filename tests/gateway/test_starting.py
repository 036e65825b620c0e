"""A gateway starts whole or says why not, and ends what it started."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import orjson
import pytest
from joserfc import jws
from joserfc.jwk import OKPKey, RSAKey

from gateway.app import create_gateway
from gateway.errors import ConfigurationError
from gateway.settings import Settings
from gateway.telemetry.logs import make_logger
from tests.kit.served import ISSUER, Served, access_token, serving, shop_settings
from tests.kit.shop_federation import catalogue

ADDRESSES = {name: f"http://{name}/graphql" for name in ("products", "prices", "reviews", "users")}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(shop_settings(tmp_path), subgraph_urls=ADDRESSES)


def _refused(settings: Settings, **changes: Any) -> str:
    with pytest.raises(ConfigurationError) as refusal:
        create_gateway(replace(settings, **changes))
    return str(refusal.value)


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "given"
    path.write_bytes(content)
    return path


async def test_a_gateway_that_is_set_up_rightly_starts(settings: Settings) -> None:
    gateway = create_gateway(settings)
    async with gateway.running():
        assert gateway.transports.keys() == ADDRESSES.keys()


@pytest.mark.parametrize("content", [None, b"\xff", b"type Query {", b"type Query { a: Int }"])
def test_a_supergraph_that_is_none_is_refused_by_its_file(
    tmp_path: Path, settings: Settings, content: bytes | None
) -> None:
    path = tmp_path / "absent" if content is None else _file(tmp_path, content)
    assert _refused(settings, supergraph=path).startswith(f"{path}: ")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"subgraph_urls": {**ADDRESSES, "users": "http://["}}, "'http://[' is no address of a subgraph"),
        ({"subgraph_urls": {**ADDRESSES, "users": "http://users:99999"}}, "is no address of a subgraph"),
        ({"supergraph_url": "schema.example"}, "supergraph_url: 'schema.example' must begin with http"),
        ({"supergraph_url": "http://["}, "supergraph_url: 'http://[' must begin with http"),
        ({"compose_subgraphs": {"a": "http://a:b"}}, "compose_subgraphs: 'http://a:b' must begin with http"),
        ({"issuers": (replace(ISSUER, jwks_url="https://"),)}, "must begin with https:// or http:// and name a host"),
        ({"issuers": (replace(ISSUER, jwks_url="https://["),)}, "must begin with https:// or http:// and name a host"),
        ({"traces_endpoint": "http://["}, "traces_endpoint: 'http://[' must begin with http"),
        ({"rate_redis_url": "localhost:6379"}, "rate_redis_url: Redis URL must specify"),
        ({"rate_redis_url": "redis://localhost:port"}, "rate_redis_url: Port could not be cast"),
    ],
)
def test_what_is_no_address_is_refused_by_its_setting(settings: Settings, changes: dict[str, Any], said: str) -> None:
    assert said in _refused(settings, **changes)


def test_a_redis_that_would_announce_policies_is_refused_by_its_setting(tmp_path: Path, settings: Settings) -> None:
    store = f"sqlite+aiosqlite:///{tmp_path / 'policies.db'}"
    refusal = _refused(settings, policy_store_url=store, policy_redis_url="localhost:6379")
    assert refusal.startswith("policy_redis_url: Redis URL must specify")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"markets": {"de": "EUR"}}, "markets names 'de', which no visitor can: write DE."),
        ({"languages": ("de", "en-GB")}, "languages names 'en-GB', which nobody is answered in: write en."),
        (
            {"stateful_subscriptions": ("Subscription.reviewed",)},
            "which is no field of Subscription; known are reviewed",
        ),
    ],
)
def test_what_would_do_nothing_is_refused(settings: Settings, changes: dict[str, Any], said: str) -> None:
    assert said in _refused(settings, **changes)


def test_an_address_for_an_unknown_subgraph_is_refused(settings: Settings) -> None:
    assert "subgraph_urls names stocks" in _refused(settings, subgraph_urls={**ADDRESSES, "stocks": "http://stocks"})


@pytest.mark.parametrize("address", ["", "prices:4001", "ftp://prices"])
def test_a_subgraph_without_an_http_address_is_refused(settings: Settings, address: str) -> None:
    said = _refused(settings, subgraph_urls={**ADDRESSES, "prices": address})
    assert said == f"Subgraph prices has the address '{address}', not http(s); set it in subgraph_urls."


@pytest.mark.parametrize(
    "key",
    [
        lambda: b"{",
        lambda: b"[]",
        lambda: b"7",
        lambda: orjson.dumps(OKPKey.generate_key("Ed25519", {"kid": "a"}).as_dict(private=False)),
        lambda: orjson.dumps(OKPKey.generate_key("X25519", {"kid": "a"}).as_dict(private=True)),
        lambda: orjson.dumps(RSAKey.generate_key(2048, {"kid": "a"}).as_dict(private=True)),
    ],
    ids=["no JSON", "a list", "a number", "public", "for agreement only", "RSA"],
)
def test_a_key_that_cannot_sign_the_viewer_header_is_refused_by_its_file(
    tmp_path: Path, settings: Settings, key: Callable[[], bytes]
) -> None:
    path = _file(tmp_path, key())
    assert _refused(settings, viewer_key=path).startswith(f"{path}: is not a private Ed25519 JWK")


def test_a_policy_folder_that_is_none_is_refused(tmp_path: Path, settings: Settings) -> None:
    assert str(tmp_path / "absent") in _refused(settings, policies=tmp_path / "absent")


def test_a_policy_that_does_not_hold_is_refused_with_file_and_line(settings: Settings) -> None:
    assert settings.policies is not None
    (settings.policies / "rules.csv").write_text("p, visitor, Query.products, read, allow\np, visitor\n")
    assert "rules.csv:2" in _refused(settings)


async def test_a_rule_for_a_field_that_does_not_exist_yet_is_told_and_does_not_keep_it_from_starting(
    settings: Settings,
) -> None:
    assert settings.policies is not None
    with (settings.policies / "rules.csv").open("a") as rules:
        rules.write("p, visitor, Product.colour, read, allow\n")
    log = io.BytesIO()
    gateway = create_gateway(settings, transports=catalogue().subgraphs, log=make_logger(log))
    (told,) = [line for line in map(orjson.loads, log.getvalue().splitlines()) if line["level"] == "warning"]
    assert "Product.colour" in told["finding"]
    assert b"gateway_policy_warnings 1.0" in gateway.application.metrics.text()


async def test_without_policies_everybody_sees_everything_and_subgraphs_judge_the_credentials(
    settings: Settings,
) -> None:
    shop = catalogue()
    gateway = create_gateway(replace(settings, policies=None), transports=shop.subgraphs)
    transport = httpx2.ASGITransport(app=gateway)
    async with gateway.running(), httpx2.AsyncClient(transport=transport, base_url="http://gateway") as http:
        query = {"query": "{ products(first: 1) { list } me { email } }"}
        answer = await http.post("/graphql", json=query)
        assert answer.json()["data"] == {"products": [{"list": 100}], "me": {"email": "ada@example.test"}}
        await http.post("/graphql", json=query, headers={"authorization": "Basic YWRhOmx2bA=="})
    first, second = shop.subgraphs["products"].headers
    assert "x-werktor-viewer" not in first
    assert "authorization" not in first
    assert second["authorization"] == "Basic YWRhOmx2bA=="


async def test_with_policies_tokens_are_refused_without_keys(settings: Settings) -> None:
    gateway = create_gateway(settings, transports=catalogue().subgraphs)
    transport = httpx2.ASGITransport(app=gateway)
    async with gateway.running(), httpx2.AsyncClient(transport=transport, base_url="http://gateway") as http:
        headers = {"authorization": f"Bearer {access_token()}"}
        refused = await http.post("/graphql", json={"query": "{ __typename }"}, headers=headers)
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (401, "INVALID_JWT")


@pytest.mark.parametrize("parameters", [{}, {"kid": "of-the-file"}])
async def test_a_key_of_a_file_signs_under_its_id_or_its_thumbprint(
    tmp_path: Path, settings: Settings, parameters: dict[str, str]
) -> None:
    key = OKPKey.generate_key("Ed25519")
    path = _file(tmp_path, orjson.dumps({**key.as_dict(private=True), **parameters}))
    shop = catalogue()
    gateway = create_gateway(replace(settings, viewer_key=path), transports=shop.subgraphs)
    transport = httpx2.ASGITransport(app=gateway)
    async with httpx2.AsyncClient(transport=transport, base_url="http://gateway") as http:
        await http.post("/graphql", json={"query": "{ products(first: 1) { sku } }"})
    signed = jws.deserialize_compact(shop.subgraphs["products"].headers[0]["x-werktor-viewer"], key, ["Ed25519"])
    assert signed.headers()["kid"] == parameters.get("kid", key.thumbprint())


async def test_a_server_starts_and_stops_it_by_lifespan_messages(tmp_path: Path) -> None:
    shop = catalogue()
    closed: list[str] = []
    for name, subgraph in shop.subgraphs.items():

        async def close(name: str = name) -> None:
            closed.append(name)

        subgraph.close = close  # type: ignore[method-assign]
    gateway = create_gateway(shop_settings(tmp_path), transports=shop.subgraphs)
    incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    outgoing: asyncio.Queue[Any] = asyncio.Queue()
    living = asyncio.create_task(gateway({"type": "lifespan"}, incoming.get, outgoing.put))
    await incoming.put({"type": "lifespan.startup"})
    assert await outgoing.get() == {"type": "lifespan.startup.complete"}
    assert closed == []
    await incoming.put({"type": "lifespan.shutdown"})
    assert await outgoing.get() == {"type": "lifespan.shutdown.complete"}
    await living
    assert sorted(closed) == sorted(shop.subgraphs)


async def test_a_socket_at_another_address_is_closed(served: Served) -> None:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await served.gateway({"type": "websocket", "path": "/other", "headers": []}, receive, send)
    assert sent == [{"type": "websocket.close", "code": 1008}]


async def test_a_forwarded_header_goes_to_the_subgraphs_and_no_other_does(tmp_path: Path) -> None:
    async with serving(tmp_path, forwarded_headers=("X-Campaign",)) as served:
        query = {"query": "{ products(first: 1) { sku } }"}
        await served.post(query, x_campaign="spring", x_other="1", x_werktor_viewer="forged")
        sent = served.shop.subgraphs["products"].headers[0]
    assert sent["x-campaign"] == "spring"
    assert sent.keys() == {"x-campaign", "x-request-id", "x-werktor-viewer"}
    assert sent["x-werktor-viewer"] != "forged"


async def test_the_header_that_names_the_market_is_set_in_any_case(tmp_path: Path) -> None:
    async with serving(tmp_path, market_header="X-Country") as served:
        query = {"query": "{ products(first: 1) { sku } }"}
        assert (await served.post(query, x_country="at")).status_code == 200
        assert (await served.post(query, x_country="US")).status_code == 400
