"""Signed viewer headers for tests that speak to a subgraph without a gateway."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import orjson
from joserfc import jws
from joserfc.jwk import OKPKey

from subgraphs.common.viewer import ALGORITHM, ISSUER

KEY_ID = "gateway-test"
PRIVATE_KEY = OKPKey.generate_key("Ed25519", {"kid": KEY_ID})
PUBLIC_KEYS: list[Mapping[str, Any]] = [{**PRIVATE_KEY.as_dict(private=False), "kid": KEY_ID}]

DEALER = {
    "sub": "user:dealer",
    "company": "eisen-vogt",
    "claims": ["kind:dealer"],
    "functions": ["buyer"],
    "roles": ["dealer"],
    "groups": ["exact_stock", "own_prices"],
}
VISITOR = {"sub": "visitor", "claims": ["kind:visitor"], "functions": ["all"], "roles": ["visitor"], "groups": []}


def viewer_header(viewer: Mapping[str, Any], **changes: Any) -> str:
    """The header the gateway would send for these claims; `changes` overwrite members (`exp`, `iss`, ...)."""
    now = int(time.time())
    payload = {"iss": ISSUER, "iat": now, "exp": now + 90, "row_scope": "company", "country": "DE", "language": "de"}
    payload |= {"currency": "EUR", "revision": "test", **viewer, **changes}
    return jws.serialize_compact(
        {"alg": ALGORITHM, "kid": KEY_ID}, orjson.dumps(payload), PRIVATE_KEY, algorithms=[ALGORITHM]
    )
