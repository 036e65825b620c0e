"""Public keys that are fetched: found once, rotated by key id, and honest when the issuer is away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from joserfc.jwk import ECKey, OKPKey, RSAKey

from gateway.errors import ClientError
from gateway.identity.keys import KEPT_SECONDS, REFRESH_SECONDS, RETRY_SECONDS, FetchedKeys, GivenKeys


def _public(kid: str) -> dict[str, object]:
    return {**OKPKey.generate_key("Ed25519", {"kid": kid}).as_dict(private=False), "use": "sig"}


@dataclass
class Issuer:
    """Publishes keys and counts how often it is asked."""

    keys: list[dict[str, object]] = field(default_factory=lambda: [_public("k1")])
    asked: int = 0
    url: str = ""
    status: int = 200
    was_asked: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def has_been_asked(self, times: int) -> None:
        async with asyncio.timeout(5), self.was_asked:
            await self.was_asked.wait_for(lambda: self.asked >= times)

    async def answer(self, _request: web.Request) -> web.Response:
        self.asked += 1
        async with self.was_asked:
            self.was_asked.notify_all()
        return web.json_response({"keys": self.keys} if self.status == 200 else {"error": "away"}, status=self.status)


@pytest.fixture
async def issuer() -> AsyncIterator[Issuer]:
    publishing = Issuer()
    application = web.Application()
    application.router.add_get("/jwks", publishing.answer)
    async with TestServer(application) as server:
        publishing.url = str(server.make_url("/jwks"))
        yield publishing


async def test_many_first_requests_fetch_the_keys_once_and_all_find_theirs(issuer: Issuer) -> None:
    keys = FetchedKeys(issuer.url)
    found = await asyncio.gather(*(keys.key("k1") for _ in range(10)))
    assert all(key is not None and key.kid == "k1" for key in found)
    assert issuer.asked == 1


async def test_a_new_key_is_noticed_by_its_id_but_unknown_ids_do_not_make_us_ask_all_the_time(issuer: Issuer) -> None:
    now = [0.0]
    keys = FetchedKeys(issuer.url, now=lambda: now[0])
    await keys.key("k1")
    issuer.keys = [_public("k2")]
    assert await keys.key("k2") is None
    assert issuer.asked == 1
    now[0] += REFRESH_SECONDS
    assert await keys.key("k2") is not None
    assert await keys.key("k1") is None


async def test_an_issuer_that_is_away_is_said_to_be_and_asked_again_soon(issuer: Issuer) -> None:
    now = [0.0]
    keys = FetchedKeys(issuer.url, now=lambda: now[0])
    issuer.status = 500
    for _ in range(3):
        with pytest.raises(ClientError) as refusal:
            await keys.key("k1")
        assert (refusal.value.code, refusal.value.status) == ("TOKEN_ISSUER_UNAVAILABLE", 503)
    assert issuer.asked == 1
    issuer.status = 200
    now[0] += RETRY_SECONDS
    assert await keys.key("k1") is not None


async def test_known_keys_stay_good_while_the_issuer_is_away(issuer: Issuer) -> None:
    now = [0.0]
    keys = FetchedKeys(issuer.url, now=lambda: now[0])
    await keys.key("k1")
    issuer.status = 500
    now[0] += REFRESH_SECONDS
    with pytest.raises(ClientError):
        await keys.key("k2")
    assert await keys.key("k1") is not None


async def test_a_failing_fetch_keeps_the_last_set_and_an_empty_one_does_too(issuer: Issuer) -> None:
    now = [0.0]
    keys = FetchedKeys(issuer.url, now=lambda: now[0])
    await keys.key("k1")
    issuer.keys = []
    now[0] += REFRESH_SECONDS
    assert await keys.key("k2") is None
    assert keys.known("k1") is not None


async def test_a_key_that_was_taken_back_ends_by_looking_again_beside_the_work(issuer: Issuer) -> None:
    now = [0.0]
    keys = FetchedKeys(issuer.url, now=lambda: now[0])
    await keys.key("k1")
    issuer.keys = [_public("k2")]
    now[0] += KEPT_SECONDS - 1
    assert keys.known("k1") is not None
    assert issuer.asked == 1
    now[0] += 1
    assert keys.known("k1") is not None
    await issuer.has_been_asked(2)
    await keys.key("k2")
    assert keys.known("k1") is None
    assert issuer.asked == 2
    await keys.close()


async def test_an_issuer_that_is_away_is_not_asked_beside_the_work_at_every_request(issuer: Issuer) -> None:
    now = [0.0]
    keys = FetchedKeys(issuer.url, now=lambda: now[0])
    await keys.key("k1")
    issuer.status = 500
    now[0] += KEPT_SECONDS
    keys.known("k1")
    await issuer.has_been_asked(2)
    with pytest.raises(ClientError):
        await keys.key("k2")
    for _ in range(10):
        assert keys.known("k1") is not None
    await keys.close()
    assert issuer.asked == 2


async def test_what_is_no_key_in_a_set_is_nobodys_fault(issuer: Issuer) -> None:
    keys = FetchedKeys(issuer.url)
    issuer.keys = ["k0", None, *issuer.keys]  # type: ignore[list-item]
    assert await keys.key("k1") is not None


EC = ECKey.generate_key("P-256", {"kid": "ec"})
RSA = RSAKey.generate_key(2048, {"kid": "rsa"})


async def test_keys_that_cannot_verify_stand_in_a_set_without_harm() -> None:
    others: list[dict[str, object]] = [
        {"kty": "oct", "kid": "secret", "k": "c2VjcmV0"},
        {"kty": "RSA", "kid": "short", "n": "AQAB", "e": "AQAB"},
        {"kty": "RSA", "kid": "no number", "n": 3, "e": "AQAB"},
        {"kty": "OKP", "kid": "broken", "crv": "Ed25519", "x": "?"},
        {"kty": "OKP", "crv": "Ed25519", "x": _public("k1")["x"]},
        {**_public("for encryption"), "use": "enc"},
        {"kid": "no kind"},
    ]
    keys = GivenKeys([*others, _public("k1"), EC.as_dict(private=False), RSA.as_dict(private=False)])
    for kid in ("secret", "short", "no number", "broken", "None", "for encryption", "no kind"):
        assert await keys.key(kid) is None
    for kid in ("k1", "ec", "rsa"):
        assert await keys.key(kid) is not None
