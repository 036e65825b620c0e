"""The viewer header as the gateway signs it, held to the vectors that subgraphs are held to as well."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import orjson
import pytest
from joserfc import jws
from joserfc.jwk import OKPKey

from gateway.identity.signing import LIFETIME_SECONDS, RENEWED_EVERY, ViewerSigner
from gateway.model.viewer import Standing, Viewer
from tests.kit.viewer_vectors import ACCEPTED, VECTORS, members

KEY = OKPKey.import_key(VECTORS["privateKey"])
CLAIMS = frozenset(field.name for field in fields(Viewer))
DERIVED = frozenset(field.name for field in fields(Standing))
STANDING = Standing(frozenset({"dealer"}), frozenset(), "r1")


class Now:
    """A clock that a test sets."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __call__(self) -> float:
        return self.seconds


def _payload(header: str) -> dict[str, Any]:
    payload: dict[str, Any] = orjson.loads(jws.deserialize_compact(header, KEY, algorithms=["Ed25519"]).payload)
    return payload


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_gateway_signs_exactly_the_header_of_the_vector(name: str) -> None:
    vector = ACCEPTED[name]
    viewer = Viewer(**members(vector["viewer"], CLAIMS))
    standing = Standing(**members(vector["viewer"], DERIVED))
    header = ViewerSigner(KEY, now=Now(VECTORS["now"])).header(viewer, standing)
    assert header == vector["header"]
    assert _payload(header) == vector["payload"]


def test_a_header_is_signed_once_and_renewed_while_it_still_has_time_left() -> None:
    now = Now(3_000)
    signer = ViewerSigner(KEY, now=now)
    first = signer.header(Viewer(), STANDING)
    now.seconds += RENEWED_EVERY - 1
    assert signer.header(Viewer(), STANDING) == first
    assert _payload(first)["exp"] - now.seconds >= LIFETIME_SECONDS - RENEWED_EVERY
    now.seconds += 1
    assert signer.header(Viewer(), STANDING) != first


def test_two_viewers_with_equal_rights_never_share_a_header() -> None:
    signer = ViewerSigner(KEY, now=Now(3_000))
    one = Viewer(subject="user:a", company="eisen-vogt", claims=frozenset({"kind:dealer"}))
    other = Viewer(subject="user:b", company="nordwerk-handel", claims=frozenset({"kind:dealer"}))
    assert _payload(signer.header(one, STANDING))["company"] == "eisen-vogt"
    assert _payload(signer.header(other, STANDING))["company"] == "nordwerk-handel"


def test_a_new_policy_revision_is_in_the_header_at_once() -> None:
    signer = ViewerSigner(KEY, now=Now(3_000))
    signer.header(Viewer(), STANDING)
    renewed = signer.header(Viewer(), Standing(frozenset(), frozenset(), "r2"))
    assert (_payload(renewed)["revision"], _payload(renewed)["roles"]) == ("r2", [])
