"""OAuth 2 client credentials (RFC 6749, section 4.4): what a machine gets at `/auth/token`, the gateway believes."""

from __future__ import annotations

import base64
from collections.abc import Mapping

import httpx2
import orjson
import pytest

from tests.kit.house import Asker

PRICE = {"query": '{ product(sku: "HW-1001") { price { net { amount } } } }'}
GRANT = {"grant_type": "client_credentials"}
TILL = {"client_id": "till2@demo.example", "client_secret": "demo"}
BASIC = {"authorization": "Basic " + base64.b64encode(b"till2@demo.example:demo").decode()}


async def _asked(house: Asker, token: str) -> httpx2.Response:
    headers = {"authorization": f"Bearer {token}", "accept": "application/graphql-response+json"}
    return await house.http.post("/graphql", json=PRICE, headers=headers)


@pytest.mark.parametrize(("form", "headers"), [({**GRANT, **TILL}, {}), (GRANT, BASIC)])
async def test_a_machine_asks_with_the_token_it_was_given(
    house: Asker, form: Mapping[str, str], headers: Mapping[str, str]
) -> None:
    given = (await house.http.post("/auth/token", data=form, headers=headers)).json()
    assert (given["token_type"], given["expires_in"]) == ("Bearer", 8 * 60 * 60)
    answer = await _asked(house, given["access_token"])
    assert answer.json() == {"data": {"product": {"price": {"net": {"amount": "54.56"}}}}}


async def test_the_token_is_signed_with_a_published_key_and_names_a_machine(house: Asker) -> None:
    given = (await house.http.post("/auth/token", data={**GRANT, **TILL})).json()
    header, claims, _ = (base64.urlsafe_b64decode(part + "==") for part in given["access_token"].split("."))
    published = (await house.http.get("/auth/jwks.json")).json()["keys"]
    assert orjson.loads(header)["kid"] in [key["kid"] for key in published]
    assert orjson.loads(claims)["machine"] == ["machine:till"]


async def test_a_machine_that_does_not_prove_itself_gets_no_token(house: Asker) -> None:
    refused = await house.http.post("/auth/token", data={**GRANT, **TILL, "client_secret": "wrong"})
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
    assert "access_token" not in refused.json()


async def test_the_secret_of_a_machine_is_no_token(house: Asker) -> None:
    answer = await _asked(house, "demo")
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (401, "INVALID_JWT")
