"""Pages of other origins: none may ask unless it is named, and those that are get what browsers look for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest

from gateway.errors import ConfigurationError
from tests.kit.served import REQUEST_ID, Served, access_token, serving

QUERY = {"query": "{ products(first: 1) { sku } }"}
SHOP = "https://shop.example"
ALLOWED = "access-control-allow-origin"


async def _preflight(served: Served, origin: str, asked: str = "content-type,x-anything") -> httpx2.Response:
    headers = {"origin": origin, "access-control-request-method": "POST", "access-control-request-headers": asked}
    return await served.http.options("/graphql", headers=headers)


def _of_cors(headers: Mapping[str, str]) -> set[str]:
    return {name for name in headers if name.startswith("access-control-")}


async def test_without_origins_no_answer_speaks_of_them(served: Served) -> None:
    assert (await _preflight(served, SHOP)).status_code == 405
    response = await served.post(QUERY, origin=SHOP)
    assert (response.status_code, _of_cors(response.headers)) == (200, set())
    assert "vary" not in response.headers


async def test_a_preflight_of_an_allowed_origin_is_told_what_it_may_send(tmp_path: Path) -> None:
    async with serving(tmp_path, cors_origins=(SHOP,)) as served:
        response = await _preflight(served, SHOP)
    assert (response.status_code, response.content) == (204, b"")
    assert {name: value for name, value in response.headers.items() if name != "content-length"} == {
        ALLOWED: SHOP,
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": "content-type,x-anything",
        "access-control-max-age": "7200",
        "vary": "origin, access-control-request-headers",
    }


async def test_named_request_headers_are_the_only_ones_allowed(tmp_path: Path) -> None:
    settings: dict[str, Any] = {"cors_headers": ("content-type", "authorization"), "cors_max_age": 60}
    async with serving(tmp_path, cors_origins=(SHOP,), **settings) as served:
        response = await _preflight(served, SHOP)
    assert response.headers["access-control-allow-headers"] == "content-type, authorization"
    assert response.headers["access-control-max-age"] == "60"


@pytest.mark.parametrize("origin", ["https://evil.example", "http://shop.example", f"{SHOP}:8443", "null", f"{SHOP}."])
async def test_another_origin_is_refused_and_cannot_read_what_it_got(tmp_path: Path, origin: str) -> None:
    async with serving(tmp_path, cors_origins=(SHOP,), cors_credentials=True) as served:
        refused = await _preflight(served, origin)
        assert (refused.status_code, _of_cors(refused.headers), refused.headers["vary"]) == (403, set(), "origin")
        response = await served.post(QUERY, origin=origin)
        assert (_of_cors(response.headers), response.headers["vary"]) == (set(), "origin")


async def test_every_kind_of_answer_can_be_read_by_an_allowed_origin(tmp_path: Path) -> None:
    async with serving(tmp_path, cors_origins=(SHOP,)) as served:
        answers = [
            await served.post(QUERY, origin=SHOP),
            await served.post({"query": "{"}, origin=SHOP),
            await served.post(b"", origin=SHOP, content_type="text/plain"),
            await served.post(QUERY, origin=SHOP, accept="text/event-stream"),
            await served.http.get("/graphql", params=QUERY, headers={"origin": SHOP, "x-request-id": REQUEST_ID}),
        ]
    assert [one.status_code for one in answers] == [200, 400, 415, 200, 200]
    for one in answers:
        assert one.headers[ALLOWED] == SHOP
        assert one.headers["access-control-expose-headers"] == "x-request-id"
        assert one.headers["x-request-id"] == REQUEST_ID
        assert one.headers["vary"] == "origin"
        assert "access-control-allow-credentials" not in one.headers


async def test_who_names_no_origin_is_answered_and_caches_are_told(tmp_path: Path) -> None:
    async with serving(tmp_path, cors_origins=(SHOP,)) as served:
        response = await served.post(QUERY)
        assert (response.status_code, _of_cors(response.headers), response.headers["vary"]) == (200, set(), "origin")
        assert (await served.http.options("/graphql")).status_code == 405


async def test_credentials_go_with_named_origins(tmp_path: Path) -> None:
    async with serving(tmp_path, cors_origins=(SHOP,), cors_credentials=True) as served:
        asked = {"query": "{ products(first: 1) { list } }"}
        response = await served.post(asked, origin=SHOP, cookie=f"werktor_session={access_token()}")
        for headers in (response.headers, (await _preflight(served, SHOP)).headers):
            assert (headers[ALLOWED], headers["access-control-allow-credentials"]) == (SHOP, "true")
    assert response.json() == {"data": {"products": [{"list": 100}]}}


async def test_any_origin_may_ask_without_credentials(tmp_path: Path) -> None:
    async with serving(tmp_path, cors_origins=("*",)) as served:
        for response in (await served.post(QUERY, origin="https://a.example"), await _preflight(served, "null")):
            assert response.headers[ALLOWED] == "*"
            assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"cors_origins": ("*",), "cors_credentials": True}, "may not go with cors_credentials"),
        ({"cors_origins": (f"{SHOP}/",)}, "write it as scheme://host"),
        ({"cors_origins": ("shop.example",)}, "write it as scheme://host"),
        ({"cors_origins": ("null",)}, "write it as scheme://host"),
        ({"cors_origins": ("https://user@shop.example",)}, "write it as scheme://host"),
    ],
)
async def test_what_is_no_origin_or_not_safe_does_not_start(
    tmp_path: Path, settings: dict[str, Any], said: str
) -> None:
    with pytest.raises(ConfigurationError, match=said):
        async with serving(tmp_path, **settings):
            raise AssertionError("it started")
