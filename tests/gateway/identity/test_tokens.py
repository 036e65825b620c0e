"""Access tokens: what holds, what does not, and that a bad one never becomes a visitor."""

from __future__ import annotations

import base64
from collections.abc import Callable

import orjson
import pytest
from joserfc import jws
from joserfc.jwk import OctKey, OKPKey

from gateway.errors import ClientError
from gateway.identity.issuers import trusted_issuers
from gateway.identity.tokens import TokenVerifier
from tests.kit.served import ISSUER, NOW, TOKEN_KEY, access_token

PUBLIC = TOKEN_KEY.as_dict(private=False)
STRANGER = OKPKey.generate_key("Ed25519", {"kid": "accounts-test"})


def _verifier(now: Callable[[], float] = lambda: float(NOW)) -> TokenVerifier:
    return TokenVerifier(trusted_issuers([ISSUER], {ISSUER.issuer: {"keys": [PUBLIC]}}, now=now))


def _part(value: object) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(value)).rstrip(b"=").decode()


def _unsigned() -> str:
    return f"{_part({'alg': 'none', 'kid': 'accounts-test'})}.{access_token().split('.')[1]}."


def _signed_with_the_public_key_as_secret() -> str:
    secret = OctKey.import_key(base64.urlsafe_b64decode(str(PUBLIC["x"]) + "="))
    claims = base64.urlsafe_b64decode(access_token().split(".")[1] + "==")
    header = {"alg": "HS256", "kid": "accounts-test"}
    return jws.serialize_compact(header, claims, secret, algorithms=["HS256"])


def _of_somebody_else() -> str:
    header, _, signature = access_token().split(".")
    return f"{header}.{access_token(sub='user:other').split('.')[1]}.{signature}"


def _headed(key: OKPKey = TOKEN_KEY, **members: object) -> str:
    """A token whose header has these members; None leaves one out."""
    header = {"alg": "Ed25519", "kid": "accounts-test", **members}
    head = _part({name: value for name, value in header.items() if value is not None})
    body = access_token().split(".")[1]
    signature = key.private_key.sign(f"{head}.{body}".encode())  # type: ignore[union-attr]
    return f"{head}.{body}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def _not_encoded() -> str:
    """A signature that holds over a payload as it is (RFC 7797)."""
    head = _part({"alg": "Ed25519", "kid": "accounts-test", "crit": ["b64"], "b64": False})
    payload = base64.urlsafe_b64decode(access_token().split(".")[1] + "==")
    signature = TOKEN_KEY.private_key.sign(head.encode() + b"." + payload)  # type: ignore[union-attr]
    return f"{head}.{payload.decode()}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def _typed(kind: object) -> str:
    return _headed(typ=kind)


FORGED = {
    "claims changed after signing": _of_somebody_else(),
    "signed by a stranger": access_token(key=STRANGER),
    "an unknown key id": access_token(key=OKPKey.generate_key("Ed25519", {"kid": "unknown"})),
    "algorithm none": _unsigned(),
    "the public key used as a secret": _signed_with_the_public_key_as_secret(),
    "expired": access_token(exp=NOW - 31),
    "no expiry": access_token(exp=None),
    "an expiry that is not a time": access_token(exp="tomorrow"),
    "not good yet": access_token(nbf=NOW + 31),
    "another issuer": access_token(iss="somebody"),
    "no issuer": access_token(iss=None),
    "another audience": access_token(aud="shop"),
    "claims that are a list": jws.serialize_compact(
        {"alg": "Ed25519", "kid": "accounts-test"}, b"[]", TOKEN_KEY, algorithms=["Ed25519"]
    ),
    "claims that are no JSON": jws.serialize_compact(
        {"alg": "Ed25519", "kid": "accounts-test"}, b"\xff", TOKEN_KEY, algorithms=["Ed25519"]
    ),
    "a header that is a list": f"{_part([])}.e30.e30",
    "a token for a sign-out": _typed("logout+jwt"),
    "a proof of possession": _typed("dpop+jwt"),
    "a type that is no text": _typed(["JWT"]),
    "a header that changes how it is read": _headed(crit=["exp"], exp=1),
    "a payload that is not encoded": _not_encoded(),
    "a stranger's key inside the token": _headed(key=STRANGER, jwk=STRANGER.as_dict(private=False)),
    "an address of a stranger's keys": _headed(key=STRANGER, jku="https://evil.example/jwks.json"),
    "a key id that is a path": _headed(kid="../../../dev/null"),
    "a key id that is a list": _headed(kid=["accounts-test"]),
    "no key id": _headed(kid=None),
    "an issuer that is a list": access_token(iss=["werktor-accounts"]),
    "an expiry that never comes": access_token(exp=True),
    "no token": "dealer",
    "dots alone": "..",
    "letters outside ASCII": "é.ü.ß",
}


@pytest.mark.parametrize("name", FORGED)
async def test_a_token_that_does_not_hold_is_refused(name: str) -> None:
    with pytest.raises(ClientError) as refusal:
        await _verifier().claims(FORGED[name])
    assert (refusal.value.code, refusal.value.status) == ("INVALID_JWT", 401)


async def test_the_claims_of_a_good_token_are_read() -> None:
    claims = await _verifier().claims(access_token(aud=["werktor", "reports"]))
    assert (claims["sub"], claims["claims"]) == ("user:dealer", ["kind:dealer"])


@pytest.mark.parametrize("kind", ["JWT", "jwt", "at+jwt", "application/at+jwt", None])
async def test_an_access_token_may_say_so(kind: str | None) -> None:
    assert (await _verifier().claims(_typed(kind)))["sub"] == "user:dealer"


async def test_clocks_may_differ_by_half_a_minute() -> None:
    assert (await _verifier().claims(access_token(exp=NOW - 29)))["sub"] == "user:dealer"
    assert (await _verifier().claims(access_token(nbf=NOW + 29)))["sub"] == "user:dealer"


async def test_a_remembered_token_still_expires() -> None:
    now = [float(NOW)]
    verifier = _verifier(lambda: now[0])
    token = access_token(exp=NOW + 10)
    assert await verifier.claims(token) is await verifier.claims(token)
    now[0] += 41
    with pytest.raises(ClientError, match="expired"):
        await verifier.claims(token)
