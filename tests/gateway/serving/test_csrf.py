"""What a page of another site can make a browser send is refused before anything is read or asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.kit.served import Served, access_token, serving

QUERY = "{ products(first: 1) { sku } }"
COOKIE = {"cookie": f"werktor_session={access_token()}"}
GUARDS = ("apollo-require-preflight", "x-apollo-operation-name")


def _outcome(response: httpx2.Response) -> tuple[int, str | None]:
    errors = response.json().get("errors")
    return response.status_code, errors[0]["extensions"]["code"] if errors else None


async def _post(served: Served, content: bytes, headers: Mapping[str, str]) -> httpx2.Response:
    return await served.http.post("/graphql", content=content, headers=headers)


FORMS = [
    "text/plain",
    "text/plain; application/json",
    "TEXT/PLAIN;charset=utf-8",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "Multipart/Form-Data",
    "",
    None,
]


@pytest.mark.parametrize("content_type", FORMS)
@pytest.mark.parametrize("credentials", [{}, COOKIE, {"authorization": f"Bearer {access_token()}"}])
async def test_no_post_that_a_form_can_send_is_read_whatever_the_credentials(
    served: Served, content_type: str | None, credentials: Mapping[str, str]
) -> None:
    headers = {**credentials, **({} if content_type is None else {"content-type": content_type})}
    response = await _post(served, b'{"query": "{ products { sku } }"}', headers)
    is_multipart = "multipart" in (content_type or "").lower()
    wanted = (403, "CSRF_PREVENTION_FAILED") if is_multipart else (415, "INVALID_CONTENT_TYPE_HEADER")
    assert _outcome(response) == wanted
    assert served.asked() == {}


@pytest.mark.parametrize("content_type", ["application/json; charset=latin1", "application/json, text/plain", "a/json"])
async def test_only_json_in_utf8_is_read(served: Served, content_type: str) -> None:
    response = await _post(served, b'{"query": "{ products { sku } }"}', {"content-type": content_type})
    assert _outcome(response) == (415, "INVALID_CONTENT_TYPE_HEADER")
    assert served.asked() == {}


async def test_json_proves_itself_with_a_cookie_too(served: Served) -> None:
    response = await served.post({"query": "{ products(first: 1) { list } }"}, sec_fetch_site="cross-site", **COOKIE)
    assert response.json() == {"data": {"products": [{"list": 100}]}}


@pytest.mark.parametrize("guard", GUARDS)
async def test_a_guard_header_lets_multipart_come_as_far_as_its_reader(served: Served, guard: str) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x", guard: "1"}
    refused = await _post(served, b"--x--", {**headers, guard: "1"})
    assert refused.json()["errors"][0]["extensions"]["code"] != "CSRF_PREVENTION_FAILED"


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        ({"sec-fetch-site": "same-origin"}, (200, None)),
        ({"sec-fetch-site": "none"}, (200, None)),
        ({"sec-fetch-site": "cross-site"}, (403, "CSRF_PREVENTION_FAILED")),
        ({"sec-fetch-site": "same-site"}, (403, "CSRF_PREVENTION_FAILED")),
        ({}, (403, "CSRF_PREVENTION_FAILED")),
        ({"sec-fetch-site": "cross-site", GUARDS[0]: "true"}, (200, None)),
        ({GUARDS[1]: "Shelf"}, (200, None)),
        ({"x-requested-with": "fetch"}, (403, "CSRF_PREVENTION_FAILED")),
    ],
)
@pytest.mark.parametrize("parameters", [{"query": QUERY}, {"documentId": "shelf"}])
async def test_a_get_that_relies_on_a_cookie_comes_from_our_own_pages_or_has_a_guard_header(
    served: Served, parameters: Mapping[str, str], headers: Mapping[str, str], wanted: tuple[int, str | None]
) -> None:
    response = await served.http.get("/graphql", params=dict(parameters), headers={**COOKIE, **headers})
    assert _outcome(response) == wanted
    assert bool(served.asked()) is (wanted[0] == 200)


@pytest.mark.parametrize(
    "headers", [{}, {"cookie": "theme=dark"}, {**COOKIE, "authorization": f"Bearer {access_token()}"}]
)
async def test_a_get_that_relies_on_no_cookie_may_come_from_anywhere(
    served: Served, headers: Mapping[str, str]
) -> None:
    given = {**headers, "sec-fetch-site": "cross-site"}
    response = await served.http.get("/graphql", params={"query": QUERY}, headers=given)
    assert _outcome(response) == (200, None)


@pytest.mark.parametrize(("forwarded", "status"), [(("Cookie",), 403), (("x-theme",), 200)])
async def test_a_cookie_that_subgraphs_judge_by_is_guarded_as_well(
    tmp_path: Path, forwarded: tuple[str, ...], status: int
) -> None:
    async with serving(tmp_path, forwarded_headers=forwarded) as served:
        headers = {"cookie": "subgraph_session=1", "sec-fetch-site": "cross-site"}
        response = await served.http.get("/graphql", params={"query": QUERY}, headers=headers)
        assert response.status_code == status


async def test_the_guard_headers_are_a_setting_and_a_refusal_names_them(tmp_path: Path) -> None:
    async with serving(tmp_path, csrf_headers=("X-Shop",)) as served:
        asked: dict[str, Any] = {"params": {"query": QUERY}}
        refused = await served.http.get("/graphql", **asked, headers={**COOKIE, GUARDS[0]: "1"})
        assert _outcome(refused) == (403, "CSRF_PREVENTION_FAILED")
        assert "add a header X-Shop" in refused.json()["errors"][0]["message"]
        assert _outcome(await served.http.get("/graphql", **asked, headers={**COOKIE, "x-shop": "1"})) == (200, None)
