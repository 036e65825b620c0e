"""What does not prove itself is refused with a clear code, and nothing happens."""

from __future__ import annotations

import time
from typing import Any

import httpx2
import orjson
import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from subgraphs.accounts.errors import Refused
from subgraphs.accounts.service import issue_token
from tests.kit.house import Asker, asking, recording, settings_in

CORRECTION = """
mutation { correctStock(input: {key: "k1", sku: "HW-1001", warehouse: "DE-N", difference: 5, reason: "counted"}) {
  userErrors { code } } }
"""


async def post(house: Asker, token: str, query: str = "{ __typename }", **headers: str) -> httpx2.Response:
    sent = {"content-type": "application/json", "accept": "application/graphql-response+json", **headers}
    return await house.http.post(
        "/graphql", content=orjson.dumps({"query": query}), headers={"authorization": f"Bearer {token}", **sent}
    )


def changed(good: dict[str, Any], key: OKPKey, **changes: Any) -> str:
    return jwt.encode({"alg": "Ed25519", "kid": key.kid}, {**good, **changes}, key, algorithms=["Ed25519"])


async def test_a_wrong_expired_or_forged_token_is_refused_and_nothing_is_fetched(var: Any) -> None:
    sent: list[Any] = []
    async with asking(settings_in(var), transports=recording(sent)) as house:
        keys = house.house.token_keys
        good = await issue_token(house.house.services["accounts"], keys, "logistics@demo.example")
        claims = keys.verify(good)
        own = OKPKey.import_key(dict(keys._keys[0].as_dict(private=True)))
        foreign = OKPKey.generate_key("Ed25519", {"kid": own.kid})
        header, payload, _ = good.split(".")
        bad = {
            "no token": "nonsense",
            "tampered": good[:-6] + "AAAAAA",
            "expired": changed(claims, own, exp=int(time.time()) - 60),
            "foreign key": changed(claims, foreign),
            "unknown key": changed(claims, OKPKey.generate_key("Ed25519", {"kid": "other"})),
            "other issuer": changed(claims, own, iss="somebody"),
            "other audience": changed(claims, own, aud="somewhere"),
            "unsigned": f"eyJhbGciOiJub25lIn0.{payload}.",
            "claims that are no list": changed(claims, own, claims="staff:logistics"),
        }
        sent.clear()
        for name, token in bad.items():
            refused = await post(house, token, CORRECTION)
            assert refused.status_code == 401, name
            assert refused.json()["errors"][0]["extensions"]["code"] == "INVALID_JWT", name
            assert "data" not in refused.json(), name
        assert sent == []
        assert (await post(house, good, CORRECTION)).status_code == 200
        assert header


async def test_a_scheme_that_is_not_bearer_is_refused_rather_than_taken_for_a_visitor(house: Asker) -> None:
    headers = {"content-type": "application/json", "authorization": "Basic ZGVhbGVyOmRlbW8="}
    refused = await house.http.post("/graphql", content=b'{"query": "{ __typename }"}', headers=headers)
    assert refused.status_code == 401


async def test_an_unknown_user_and_a_wrong_password_get_the_same_answer(house: Asker) -> None:
    answers = [
        await house.http.post("/auth/sign-in", json={"email": email, "password": "wrong"})
        for email in ("nobody@demo.example", "dealer@demo.example")
    ]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].json() == answers[1].json()
    assert "set-cookie" not in answers[0].headers
    with pytest.raises(Refused):
        await issue_token(house.house.services["accounts"], house.house.token_keys, "nobody@demo.example")


async def test_sales_cannot_look_at_a_company_outside_the_territory_and_a_dealer_at_none(house: Asker) -> None:
    accounts, keys = house.house.services["accounts"], house.house.token_keys
    for who, company in (("sales@demo.example", "private-berger"), ("dealer@demo.example", "nordwerk-handel")):
        with pytest.raises(Refused):
            await issue_token(accounts, keys, who, looks_at=company)


@pytest.mark.parametrize("field", ["_entities(representations: []) { __typename }", "_service { sdl }"])
async def test_what_belongs_to_federation_does_not_exist_outside(house: Asker, field: str) -> None:
    asked = await house.ask("{ %s }" % field, "admin")  # noqa: UP031 - braces are the query's
    name = field.split("(")[0].split(" ")[0]
    other = await house.ask("{ %s }" % field.replace(name, "zz_nothing"), "admin")  # noqa: UP031
    assert asked["errors"][0]["message"] == other["errors"][0]["message"].replace("zz_nothing", name)


async def test_a_subgraph_is_not_reachable_through_the_door(house: Asker) -> None:
    for path in ("/auth/graphql", "/auth/../graphql/products", "/manuals/graphql", "/graphql/products"):
        answer = await house.http.post(path, content=b'{"query": "{ _service { sdl } }"}')
        assert answer.status_code in (404, 405), path


async def test_a_viewer_header_of_a_client_is_dropped(house: Asker) -> None:
    forged = {"x-werktor-viewer": "forged"}
    answer = await house.ask("{ company { id } }", "dealer", headers=forged)
    assert answer["data"] == {"company": {"id": "eisen-vogt"}}


async def test_a_cookie_works_for_posts_of_our_pages_and_not_for_a_get_of_another_site(house: Asker) -> None:
    signed_in = await house.http.post("/auth/sign-in", json={"email": "dealer@demo.example", "password": "demo"})
    assert signed_in.status_code == 200
    cookie = {"cookie": signed_in.headers["set-cookie"].split(";")[0], "content-type": "application/json"}
    own = await house.http.post("/graphql", content=b'{"query": "{ company { id } }"}', headers=cookie)
    assert own.json()["data"] == {"company": {"id": "eisen-vogt"}}
    address = "/graphql?query=%7B%20company%20%7B%20id%20%7D%20%7D"
    foreign = await house.http.get(address, headers={**cookie, "sec-fetch-site": "cross-site"})
    assert foreign.status_code == 403
    assert foreign.json()["errors"][0]["extensions"]["code"] == "CSRF_PREVENTION_FAILED"
    form = {**cookie, "content-type": "text/plain"}
    assert (await house.http.post("/graphql", content=b'{"query": "{ __typename }"}', headers=form)).status_code == 415
