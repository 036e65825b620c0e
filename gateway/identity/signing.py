"""Viewer -> the signed header subgraphs trust: a compact JWS (RFC 7515), Ed25519, good for 90 seconds.

Subgraphs read it with a module of their own; one file of shared test vectors holds both together.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from gateway.errors import ConfigurationError
from gateway.model.viewer import Standing, Viewer

ISSUER = "werktor-gateway"
ALGORITHM = "Ed25519"
LIFETIME_SECONDS = 90
RENEWED_EVERY = 30
"""A header is used for up to this many seconds, so that a subgraph always sees one with time left."""
REMEMBERED = 5_000

_SETS = ("claims", "machine", "functions", "grants")
_TEXTS = (
    "company",
    "branch",
    "department",
    "row_scope",
    "looks_at",
    "acts_for",
    "tier",
    "country",
    "language",
    "currency",
)


class ViewerSigner:
    """Signs each (viewer, standing) once per half minute; a new header takes the place of the old one."""

    def __init__(self, key: OKPKey, *, now: Callable[[], float] = time.time) -> None:
        """`key`: private, with a `kid`."""
        self._key = key
        self._now = now
        self._signed: OrderedDict[tuple[Viewer, Standing], tuple[int, str]] = OrderedDict()

    @property
    def period(self) -> int:
        """The half minute it is: within it the header of a viewer stays good."""
        return int(self._now()) // RENEWED_EVERY

    def header(self, viewer: Viewer, standing: Standing) -> str:
        """The value of `X-Werktor-Viewer`."""
        now = int(self._now())
        half_minute, (signed_in, signed) = now // RENEWED_EVERY, self._signed.get((viewer, standing), (None, ""))
        if signed_in != half_minute:
            payload = header_payload(viewer, standing, now)
            protected = {"alg": ALGORITHM, "kid": self._key.kid}
            signed = jws.serialize_compact(protected, orjson.dumps(payload), self._key, algorithms=[ALGORITHM])
            self._signed[viewer, standing] = half_minute, signed
            if len(self._signed) > REMEMBERED:
                self._signed.popitem(last=False)
        return signed


def header_payload(viewer: Viewer, standing: Standing, now: int) -> dict[str, Any]:
    """The members of the header; what is None is left out, sets are sorted lists."""
    payload: dict[str, Any] = {"iss": ISSUER, "iat": now, "exp": now + LIFETIME_SECONDS, "sub": viewer.subject}
    payload |= {name: sorted(getattr(viewer, name)) for name in _SETS}
    payload |= {name: value for name in _TEXTS if (value := getattr(viewer, name)) is not None}
    derived = {"roles": sorted(standing.roles), "groups": sorted(standing.groups), "revision": standing.revision}
    return payload | derived


def read_signing_key(path: Path) -> OKPKey:
    """The key of a file; raises ConfigurationError naming it."""
    try:
        key = OKPKey.import_key(orjson.loads(path.read_bytes()))
    except (OSError, TypeError, ValueError, JoseError) as error:
        raise ConfigurationError(f"{path}: is not a private Ed25519 JWK: {error}") from error
    if not key.is_private or key.curve_name != "Ed25519":
        raise ConfigurationError(f"{path}: is not a private Ed25519 JWK.")
    key.ensure_kid()
    return key
