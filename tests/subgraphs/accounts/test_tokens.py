"""Access tokens: only ours, only while they live, across a change of keys."""

from __future__ import annotations

import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from subgraphs.accounts.errors import Refused
from subgraphs.accounts.throttle import ATTEMPTS, WINDOW_SECONDS, Throttle
from subgraphs.accounts.tokens import LIFETIME_SECONDS, TokenKeys
from tests.subgraphs.accounts.conftest import new_key


class Watch:
    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


def refused(keys: TokenKeys, token: str) -> bool:
    with pytest.raises(Refused) as refusal:
        keys.verify(token)
    return refusal.value.code == "invalid_token"


def test_a_token_lives_eight_hours() -> None:
    watch = Watch()
    keys = TokenKeys([new_key()], now=watch)
    token = keys.sign({"sub": "user:dealer"})
    watch.seconds += LIFETIME_SECONDS - 1
    assert keys.verify(token)["sub"] == "user:dealer"
    watch.seconds += 1
    assert refused(keys, token)


def test_the_newest_key_signs_and_the_old_one_still_verifies() -> None:
    old, new = new_key(), new_key()
    before = TokenKeys([old]).sign({"sub": "user:dealer"})
    rotated = TokenKeys([new, old])
    after = rotated.sign({"sub": "user:dealer"})
    assert rotated.verify(before)["sub"] == rotated.verify(after)["sub"] == "user:dealer"
    assert refused(TokenKeys([old]), after)
    assert [key["kid"] for key in rotated.public()] == [new["kid"], old["kid"]]


def test_a_stranger_cannot_sign_with_our_key_id() -> None:
    ours = new_key()
    stranger = {**new_key(), "kid": ours["kid"]}
    assert refused(TokenKeys([ours]), TokenKeys([stranger]).sign({"sub": "user:admin"}))


def test_an_altered_token_is_refused() -> None:
    keys = TokenKeys([new_key()])
    header, payload, signature = keys.sign({"sub": "user:dealer"}).split(".")
    assert refused(keys, f"{header}.{payload[:-2]}AA.{signature}")
    assert refused(keys, "not a token")


@pytest.mark.parametrize("change", [{"iss": "somebody"}, {"aud": "something"}, {"exp": "never"}])
def test_a_token_for_another_purpose_is_refused(change: dict[str, str]) -> None:
    private = new_key()
    claims = {"iss": "werktor-accounts", "aud": "werktor", "exp": 4_000_000_000, **change}
    key = OKPKey.import_key(private)
    token = jwt.encode({"alg": "Ed25519", "kid": private["kid"]}, claims, key, algorithms=["Ed25519"])
    assert refused(TokenKeys([private]), token)


def test_a_public_key_alone_cannot_serve_sign_in() -> None:
    public = TokenKeys([new_key()]).public()
    with pytest.raises(ValueError, match="private"):
        TokenKeys(public)


def test_attempts_are_forgotten_after_the_window() -> None:
    watch = Watch()
    throttle = Throttle(now=watch)
    for _ in range(ATTEMPTS):
        throttle.attempt("dealer")
    with pytest.raises(Refused) as refusal:
        throttle.attempt("dealer")
    assert refusal.value.retry_after == WINDOW_SECONDS
    watch.seconds += WINDOW_SECONDS
    throttle.attempt("dealer")


def test_a_success_forgets_the_failures_before() -> None:
    throttle = Throttle()
    for _ in range(ATTEMPTS * 3):
        throttle.attempt("dealer")
        throttle.succeeded("dealer")
