"""The attacker lets somebody who is signed in open a link or an image that changes something in his name."""

from __future__ import annotations

import pytest

from tests.kit.attacking import expect_refusal
from tests.kit.served import Served, access_token

CHANGE = 'mutation M { setPrice(sku: "p1", cents: 7) { sku } }'


@pytest.mark.parametrize(
    "params",
    [
        {"query": CHANGE},
        {"query": "query Q { __typename } " + CHANGE, "operationName": "M"},
        {"query": "mutation { ... { setPrice(sku: 1, cents: 7) { sku } } }"},
        {"documentId": "reprice"},
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json", "text/event-stream"])
async def test_a_mutation_by_get_is_refused_and_not_run(served: Served, params: dict[str, str], accept: str) -> None:
    headers = {"authorization": f"Bearer {access_token()}", "accept": accept}
    response = await served.http.get("/graphql", params=params, headers=headers)
    expect_refusal(served, response, 405, "MUTATION_NOT_ALLOWED_OVER_HTTP_GET")
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize("site", [None, "cross-site", "same-site"])
async def test_a_link_on_another_site_does_not_even_read_in_his_name(served: Served, site: str | None) -> None:
    headers = {"cookie": f"werktor_session={access_token()}", "accept": "application/json"}
    sent = headers if site is None else {**headers, "sec-fetch-site": site}
    response = await served.http.get("/graphql", params={"query": "{ products { list } }"}, headers=sent)
    expect_refusal(served, response, 403, "CSRF_PREVENTION_FAILED")


@pytest.mark.parametrize("method", ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get"])
async def test_no_other_method_opens_a_way_round(served: Served, method: str) -> None:
    headers = {"authorization": f"Bearer {access_token()}", "content-type": "application/json"}
    response = await served.http.request(method, "/graphql", params={"query": CHANGE}, headers=headers)
    assert response.status_code == 405
    assert served.asked() == {}
