"""Several issuers: each token is judged by the keys, algorithms and names of the one it names."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey

from gateway.errors import ClientError, ConfigurationError
from gateway.identity.issuers import trusted_issuers
from gateway.identity.tokens import TokenVerifier
from gateway.identity.viewers import viewer_of
from gateway.settings.identity import Issuer
from tests.kit.served import ISSUER as ACCOUNTS
from tests.kit.served import NOW, TOKEN_KEY, access_token, serving

Key = OKPKey | ECKey | RSAKey
SINGLE_SIGN_ON = Issuer("https://login.example", "werktor", "https://login.example/keys.json", ("RS256", "ES256"))
RSA = RSAKey.generate_key(2048, {"kid": "login-rsa"})
EC = ECKey.generate_key("P-256", {"kid": "login-ec"})
ED = OKPKey.generate_key("Ed25519", {"kid": "login-ed"})
KEYS: Mapping[str, Mapping[str, Any]] = {
    ACCOUNTS.issuer: {"keys": [TOKEN_KEY.as_dict(private=False)]},
    SINGLE_SIGN_ON.issuer: {"keys": [key.as_dict(private=False) for key in (RSA, EC, ED)]},
}


def _verifier(*issuers: Issuer, keys: Mapping[str, Mapping[str, Any]] = KEYS) -> TokenVerifier:
    given = issuers or (ACCOUNTS, SINGLE_SIGN_ON)
    return TokenVerifier(trusted_issuers(given, keys, now=lambda: float(NOW)))


def _token(key: Key = RSA, algorithm: str = "RS256", **changes: Any) -> str:
    claims = {"iss": SINGLE_SIGN_ON.issuer, "aud": "werktor", "sub": "4711", "exp": NOW + 60, **changes}
    return jwt.encode({"alg": algorithm, "kid": key.kid}, claims, key, algorithms=[algorithm])


def _part(value: object) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(value)).rstrip(b"=").decode()


async def _code(verifier: TokenVerifier, token: str) -> tuple[str, int]:
    with pytest.raises(ClientError) as refusal:
        await verifier.claims(token)
    return refusal.value.code, refusal.value.status


async def test_tokens_of_every_issuer_are_read() -> None:
    verifier = _verifier()
    assert (await verifier.claims(access_token()))["sub"] == "user:dealer"
    assert (await verifier.claims(_token()))["sub"] == "4711"
    assert (await verifier.claims(_token(EC, "ES256")))["sub"] == "4711"


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [
        ("Ed25519", ED),
        ("ES384", ECKey.generate_key("P-384", {"kid": "ec"})),
        ("ES512", ECKey.generate_key("P-521", {"kid": "ec"})),
        ("RS384", RSA),
        ("RS512", RSA),
        ("PS256", RSA),
    ],
)
async def test_each_allowed_algorithm_holds_with_a_key_of_its_kind(algorithm: str, key: Key) -> None:
    issuer = replace(SINGLE_SIGN_ON, algorithms=(algorithm,))
    verifier = _verifier(issuer, keys={issuer.issuer: {"keys": [key.as_dict(private=False)]}})
    assert (await verifier.claims(_token(key, algorithm)))["sub"] == "4711"


@pytest.mark.parametrize("named", ["EdDSA", "Ed25519"])
async def test_the_older_name_of_ed25519_is_the_same_algorithm(named: str) -> None:
    issuer = replace(SINGLE_SIGN_ON, algorithms=(named,))
    keys = {issuer.issuer: {"keys": [{**ED.as_dict(private=False), "alg": "EdDSA"}]}}
    head = {"alg": "EdDSA", "kid": "login-ed"}
    claims = {"iss": issuer.issuer, "aud": "werktor", "sub": "4711", "exp": NOW + 60}
    signed = f"{_part(head)}.{_part(claims)}"
    signature = ED.private_key.sign(signed.encode())  # type: ignore[union-attr]
    token = f"{signed}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"
    assert (await _verifier(issuer, keys=keys).claims(token))["sub"] == "4711"


def _signed_with_the_public_key_as_secret() -> str:
    """Made by hand: no library that means well does this."""
    head = _part({"alg": "HS256", "kid": RSA.kid})
    signed = f"{head}.{_token().split('.')[1]}"
    signature = hmac.digest(RSA.as_pem(private=False), signed.encode(), "sha256")
    return f"{signed}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


REFUSED = {
    "an issuer nobody named": _token(iss="https://evil.example"),
    "no issuer": jwt.encode({"alg": "RS256", "kid": RSA.kid}, {"aud": "werktor", "exp": NOW + 60}, RSA),
    "one issuer's token with another's key": access_token(iss=SINGLE_SIGN_ON.issuer),
    "one issuer's key for another's token": _token(iss=ACCOUNTS.issuer),
    "an algorithm this issuer may not use": _token(ED, "Ed25519"),
    "another algorithm with the same key": jwt.encode(
        {"alg": "PS256", "kid": RSA.kid},
        {"iss": SINGLE_SIGN_ON.issuer, "aud": "werktor", "sub": "4711", "exp": NOW + 60},
        RSA,
        algorithms=["PS256"],
    ),
    "the public key used as a secret": _signed_with_the_public_key_as_secret(),
    "another audience": _token(aud="shop"),
    "expired": _token(exp=NOW - 31),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_does_not_hold_with_its_issuer_is_refused(name: str) -> None:
    assert await _code(_verifier(), REFUSED[name]) == ("INVALID_JWT", 401)


async def test_each_issuer_has_its_leeway() -> None:
    verifier = _verifier(ACCOUNTS, replace(SINGLE_SIGN_ON, leeway=120))
    assert (await verifier.claims(_token(exp=NOW - 119)))["sub"] == "4711"
    assert await _code(verifier, access_token(exp=NOW - 119)) == ("INVALID_JWT", 401)


async def test_an_issuer_with_names_of_its_own_says_what_they_name_and_nothing_else() -> None:
    names = {"company": "org_id", "functions": "scope", "claims": "audiences"}
    issuer = replace(SINGLE_SIGN_ON, claims=names, subject_prefix="login:")
    token = _token(org_id="eisen-vogt", scope="buyer requester", audiences=["kind:dealer"], grants=["till_prices"])
    viewer = viewer_of(await _verifier(issuer).claims(token), "de")
    assert (viewer.subject, viewer.company, viewer.functions) == (
        "login:4711",
        "eisen-vogt",
        frozenset({"buyer", "requester"}),
    )
    assert (viewer.claims, viewer.grants) == (frozenset({"kind:dealer"}), frozenset())


async def test_a_subject_is_not_the_same_one_elsewhere() -> None:
    verifier = _verifier(ACCOUNTS, replace(SINGLE_SIGN_ON, subject_prefix="login:"))
    assert (await verifier.claims(_token(sub="user:dealer")))["sub"] == "login:user:dealer"
    assert (await verifier.claims(access_token()))["sub"] == "user:dealer"


async def test_a_remembered_token_ends_with_its_key() -> None:
    issuers = trusted_issuers([ACCOUNTS], KEYS, now=lambda: float(NOW))
    verifier = TokenVerifier(issuers)
    assert await verifier.claims(access_token()) is await verifier.claims(access_token())
    issuers[ACCOUNTS.issuer].keys._keys.clear()  # type: ignore[attr-defined]
    assert await _code(verifier, access_token()) == ("INVALID_JWT", 401)


@pytest.mark.parametrize(
    ("issuers", "said"),
    [
        ((ACCOUNTS, ACCOUNTS), "names 'werktor-accounts' twice"),
        ((replace(ACCOUNTS, algorithms=("HS256",)),), "may not sign by 'HS256'"),
        ((replace(ACCOUNTS, algorithms=("Ed25519", "none")),), "may not sign by 'none'"),
        ((replace(ACCOUNTS, issuer="other", jwks_url="file:///etc/passwd"),), "must begin with https"),
    ],
)
async def test_an_issuer_that_cannot_be_trusted_does_not_start(
    tmp_path: Path, issuers: tuple[Issuer, ...], said: str
) -> None:
    with pytest.raises(ConfigurationError, match=said):
        async with serving(tmp_path, issuers=issuers):
            raise AssertionError("it started")
