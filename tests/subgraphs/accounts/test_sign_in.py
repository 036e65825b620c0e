"""Signing in: who proves to be whom gets a token, everybody else the same clear refusal."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey
from sqlalchemy import select, update

from subgraphs.accounts.demo import load_demo
from subgraphs.accounts.errors import Refused
from subgraphs.accounts.service import issue_token
from subgraphs.accounts.tables import LOOKS, MACHINES, METADATA, USERS
from subgraphs.accounts.tokens import TokenKeys
from tests.kit.subgraphs import SubgraphClient
from tests.kit.tables import contents
from tests.subgraphs.accounts.conftest import DEMO

DEALER = {"email": "dealer@demo.example", "password": "demo"}
TILL = {"grant_type": "client_credentials", "client_id": "till@demo.example", "client_secret": "demo"}


async def sign_in(accounts: SubgraphClient, body: Mapping[str, Any]) -> httpx2.Response:
    return await accounts.http.post("/auth/sign-in", json=body)


async def token_for(accounts: SubgraphClient, form: Mapping[str, str], **headers: str) -> httpx2.Response:
    return await accounts.http.post("/auth/token", data=form, headers=headers)


def refusal(response: httpx2.Response) -> tuple[int, str]:
    body = response.json()
    assert body["message"]
    assert "set-cookie" not in response.headers
    return response.status_code, body["error"]


async def test_a_person_signs_in_with_a_cookie_that_scripts_cannot_read(
    accounts: SubgraphClient, keys: TokenKeys
) -> None:
    response = await sign_in(accounts, DEALER)
    assert response.status_code == 200
    cookie = response.headers["set-cookie"]
    name, _, token = cookie.partition(";")[0].partition("=")
    assert name == "werktor_session"
    assert {"httponly", "samesite=lax", "path=/"} <= {part.strip().lower() for part in cookie.split(";")}
    assert keys.verify(token)["company"] == "eisen-vogt"
    assert response.json()["company"] == {"id": "eisen-vogt", "name": "Eisen Vogt GmbH", "kind": "dealer"}
    assert response.json()["functions"] == ["buyer"]


async def test_over_tls_the_cookie_stays_on_tls(accounts: SubgraphClient) -> None:
    response = await accounts.http.post("https://subgraph/auth/sign-in", json=DEALER)
    assert "secure" in response.headers["set-cookie"].lower()


async def test_the_address_may_be_written_in_capitals(accounts: SubgraphClient) -> None:
    assert (await sign_in(accounts, {**DEALER, "email": " Dealer@Demo.Example"})).status_code == 200


async def test_a_wrong_password_and_an_unknown_address_are_refused_alike(accounts: SubgraphClient) -> None:
    wrong = await sign_in(accounts, {**DEALER, "password": "guess"})
    unknown = await sign_in(accounts, {**DEALER, "email": "nobody@demo.example"})
    assert refusal(wrong) == (401, "invalid_credentials")
    assert wrong.content == unknown.content


async def test_a_suspended_person_is_told_only_with_the_right_password(accounts: SubgraphClient) -> None:
    async with accounts.services.database.write() as connection:
        await connection.execute(update(USERS).where(USERS.c.id == "user:dealer").values(suspended=True))
    assert refusal(await sign_in(accounts, DEALER)) == (403, "suspended")
    assert refusal(await sign_in(accounts, {**DEALER, "password": "guess"})) == (401, "invalid_credentials")


async def test_a_person_in_two_companies_chooses_one(accounts: SubgraphClient) -> None:
    books = {"email": "books@demo.example", "password": "demo"}
    first = (await sign_in(accounts, books)).json()
    assert first["company"]["id"] == "nordwerk-handel"
    assert [company["id"] for company in first["companies"]] == ["nordwerk-handel", "eisen-vogt"]
    second = (await sign_in(accounts, {**books, "company": "eisen-vogt"})).json()
    assert (second["company"]["id"], second["functions"]) == ("eisen-vogt", ["reader"])
    assert refusal(await sign_in(accounts, {**books, "company": "alpen-werkzeug"})) == (403, "not_a_member")


async def test_a_form_of_another_site_cannot_sign_in(accounts: SubgraphClient) -> None:
    response = await accounts.http.post("/auth/sign-in", data=DEALER)
    assert refusal(response) == (415, "unsupported_media_type")


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"email": "dealer@demo.example"}', b'{"email": 1, "password": "x"}'])
async def test_a_body_that_says_nothing_is_refused(accounts: SubgraphClient, body: bytes) -> None:
    response = await accounts.http.post("/auth/sign-in", content=body, headers={"content-type": "application/json"})
    assert refusal(response) == (400, "invalid_request")


async def test_an_endless_body_is_refused(accounts: SubgraphClient) -> None:
    assert refusal(await sign_in(accounts, {**DEALER, "password": "x" * 20_000})) == (413, "body_too_large")


async def test_guessing_is_slowed_down_for_this_account_alone(accounts: SubgraphClient) -> None:
    answers = [refusal(await sign_in(accounts, {**DEALER, "password": "guess"})) for _ in range(11)]
    assert answers == [(401, "invalid_credentials")] * 10 + [(429, "too_many_attempts")]
    blocked = await sign_in(accounts, DEALER)
    assert blocked.status_code == 429
    assert 0 < int(blocked.headers["retry-after"]) <= 60
    assert (await sign_in(accounts, {**DEALER, "email": "dealer2@demo.example"})).status_code == 200


async def test_signing_out_takes_the_cookie_away(accounts: SubgraphClient) -> None:
    await sign_in(accounts, DEALER)
    assert (await accounts.http.get("/auth/me")).json()["subject"] == "user:dealer"
    response = await accounts.http.post("/auth/sign-out", json={})
    assert "max-age=0" in response.headers["set-cookie"].lower()
    assert (await accounts.http.get("/auth/me")).json() == {"subject": "visitor"}


async def test_me_answers_a_bearer_token(accounts: SubgraphClient, keys: TokenKeys) -> None:
    token = await issue_token(accounts.services, keys, "requester@demo.example")
    me = (await accounts.http.get("/auth/me", headers={"authorization": f"Bearer {token}"})).json()
    assert (me["name"], me["language"], me["functions"]) == ("Emre Aydın", "en", ["requester"])


async def test_me_refuses_the_token_of_a_person_suspended_meanwhile(accounts: SubgraphClient, keys: TokenKeys) -> None:
    token = await issue_token(accounts.services, keys, "dealer@demo.example")
    async with accounts.services.database.write() as connection:
        await connection.execute(update(USERS).where(USERS.c.id == "user:dealer").values(suspended=True))
    me = await accounts.http.get("/auth/me", headers={"authorization": f"Bearer {token}"})
    assert refusal(me) == (403, "suspended")


async def test_a_cookie_that_does_not_verify_is_taken_away(accounts: SubgraphClient) -> None:
    me = await accounts.http.get("/auth/me", headers={"cookie": "werktor_session=forged"})
    assert (me.status_code, me.json()["error"]) == (401, "invalid_token")
    assert "max-age=0" in me.headers["set-cookie"].lower()


async def test_a_machine_gets_a_token_for_its_secret(accounts: SubgraphClient, keys: TokenKeys) -> None:
    response = await token_for(accounts, TILL)
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    answer = response.json()
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 28_800)
    claims = keys.verify(answer["access_token"])
    assert (claims["sub"], claims["machine"], claims["company"]) == ("client:till", ["machine:till"], "eisen-vogt")


async def test_a_machine_may_send_its_secret_in_the_header(accounts: SubgraphClient) -> None:
    basic = base64.b64encode(b"dealererp%40demo.example:demo").decode()
    form = {"grant_type": "client_credentials"}
    assert (await token_for(accounts, form, authorization=f"Basic {basic}")).status_code == 200


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"client_secret": "guess"}, (401, "invalid_client")),
        ({"client_id": "nobody@demo.example"}, (401, "invalid_client")),
        ({"client_id": "dealer@demo.example"}, (401, "invalid_client")),
        ({"client_secret": ""}, (401, "invalid_client")),
        ({"grant_type": "password"}, (400, "unsupported_grant_type")),
        ({"scope": "everything"}, (400, "invalid_scope")),
    ],
)
async def test_other_token_requests_are_refused(
    accounts: SubgraphClient, change: dict[str, str], answer: tuple[int, str]
) -> None:
    response = await token_for(accounts, {**TILL, **change})
    assert refusal(response) == answer
    assert response.json()["error_description"]


async def test_a_repeated_parameter_is_refused(accounts: SubgraphClient) -> None:
    body = "grant_type=client_credentials&client_id=a&client_id=b"
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert refusal(await accounts.http.post("/auth/token", content=body, headers=headers)) == (400, "invalid_request")


async def test_a_suspended_machine_gets_no_token(accounts: SubgraphClient) -> None:
    async with accounts.services.database.write() as connection:
        await connection.execute(update(MACHINES).values(suspended=True))
    assert refusal(await token_for(accounts, TILL)) == (403, "suspended")


async def test_a_machine_does_not_sign_in_like_a_person(accounts: SubgraphClient) -> None:
    response = await sign_in(accounts, {"email": "till@demo.example", "password": "demo"})
    assert refusal(response) == (401, "invalid_credentials")


async def test_the_published_keys_verify_a_token_and_stay_public(accounts: SubgraphClient, keys: TokenKeys) -> None:
    published = (await accounts.http.get("/auth/jwks.json")).json()["keys"]
    assert [key["alg"] for key in published] == ["Ed25519"]
    assert all("d" not in key for key in published)
    token = await issue_token(accounts.services, keys, "dealer@demo.example")
    assert jwt.decode(token, OKPKey.import_key(published[0]), algorithms=["Ed25519"]).claims["aud"] == "werktor"


async def test_a_look_is_allowed_and_noted(accounts: SubgraphClient, keys: TokenKeys) -> None:
    claims = keys.verify(await issue_token(accounts.services, keys, "sales@demo.example", "eisen-vogt"))
    assert (claims["company"], claims["looks_at"]) == ("hartwerk", "eisen-vogt")
    async with accounts.services.database.read() as connection:
        looks = (await connection.execute(select(LOOKS.c.user_id, LOOKS.c.company_id, LOOKS.c.at))).all()
    assert [tuple(look) for look in looks] == [("user:sales", "eisen-vogt", accounts.services.clock.now())]


@pytest.mark.parametrize(
    ("address", "customer", "code"),
    [
        ("sales@demo.example", "alpen-werkzeug", "look_not_allowed"),
        ("content@demo.example", "eisen-vogt", "look_not_allowed"),
        ("dealer@demo.example", "nordwerk-handel", "look_not_allowed"),
        ("till@demo.example", "nordwerk-handel", "look_not_allowed"),
        ("finance@demo.example", "nowhere", "unknown_company"),
        ("nobody@demo.example", None, "unknown_sign_in"),
    ],
)
async def test_a_look_that_is_not_allowed_gives_no_token_and_leaves_no_trace(
    accounts: SubgraphClient, keys: TokenKeys, address: str, customer: str | None, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        await issue_token(accounts.services, keys, address, customer)
    assert refused.value.code == code
    async with accounts.services.database.read() as connection:
        assert (await connection.execute(select(LOOKS))).all() == []


async def test_every_demo_sign_in_of_the_design_gets_a_token(accounts: SubgraphClient, keys: TokenKeys) -> None:
    names = [
        "private",
        "firm",
        "dealer",
        "requester",
        "approver",
        "accountant",
        "warehouse",
        "companyadmin",
        "dealer2",
        "plus",
        "partner",
        "till",
        "dealererp",
        "sales",
        "directsales",
        "service",
        "logistics",
        "content",
        "finance",
        "admin",
    ]
    subjects = [
        keys.verify(await issue_token(accounts.services, keys, f"{name}@demo.example"))["sub"] for name in names
    ]
    machines = {"till", "dealererp"}
    assert subjects == [f"{'client' if name in machines else 'user'}:{name}" for name in names]


async def test_loading_the_demo_twice_changes_nothing(accounts: SubgraphClient) -> None:
    database = accounts.services.database
    before = await contents(database, METADATA)
    await load_demo(accounts.services, DEMO)
    assert await contents(database, METADATA) == before
