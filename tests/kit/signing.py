"""Signed viewer headers for tests that speak to a subgraph without a gateway."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import orjson
from joserfc import jws
from joserfc.jwk import OKPKey

from subgraphs.common.viewer import ALGORITHM, ISSUER, SERVICE_KEY_PREFIX, issuer_of

KEY_ID = "gateway-test"
PRIVATE_KEY = OKPKey.generate_key("Ed25519", {"kid": KEY_ID})
SERVICE_KEYS = {
    name: OKPKey.generate_key("Ed25519", {"kid": f"{SERVICE_KEY_PREFIX}{name}"})
    for name in ("products", "prices", "stock", "orders")
}
PUBLIC_KEYS: list[Mapping[str, Any]] = [key.as_dict(private=False) for key in (PRIVATE_KEY, *SERVICE_KEYS.values())]

DEALER = {
    "sub": "user:dealer",
    "company": "eisen-vogt",
    "claims": ["kind:dealer"],
    "functions": ["buyer"],
    "roles": ["dealer"],
    "groups": ["exact_stock", "own_prices"],
}
VISITOR = {"sub": "visitor", "claims": ["kind:visitor"], "functions": ["all"], "roles": ["visitor"], "groups": []}


DEFAULTS = {"row_scope": "company", "country": "DE", "language": "de", "currency": "EUR", "revision": "test"}


def viewer_header(
    viewer: Mapping[str, Any], *, service: str | None = None, key: OKPKey | None = None, **changes: Any
) -> str:
    """The header the gateway would send for these claims, or a `service` that asks on behalf of such a viewer.

    `key` signs in the place of theirs; `changes` overwrite members (`exp`, `iss`, ...).
    """
    now = int(time.time())
    payload: dict[str, Any] = {"iss": ISSUER, "iat": now, "exp": now + 90, **DEFAULTS, **viewer}
    if service is not None:
        payload = {"iss": issuer_of(service), "iat": now, "exp": now + 90, "for": {**DEFAULTS, **viewer}}
    key = key or (PRIVATE_KEY if service is None else SERVICE_KEYS[service])
    payload |= changes
    return jws.serialize_compact({"alg": ALGORITHM, "kid": key.kid}, orjson.dumps(payload), key, algorithms=[ALGORITHM])
