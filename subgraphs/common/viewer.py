"""Who asks, as the gateway vouches for it: reads and verifies the signed header `X-Werktor-Viewer`.

The header is a compact JWS (RFC 7515) signed with Ed25519 (RFC 8037, algorithm name of RFC 9864). Subgraphs decide rows
and caps by its roles and groups and never derive roles themselves. The gateway has its own module for the same format;
both are held together by one file of shared test vectors.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

VIEWER_HEADER = "x-werktor-viewer"
ALGORITHM = "Ed25519"
ISSUER = "werktor-gateway"
LEEWAY_SECONDS = 30
CACHE_SIZE = 2_000


class ViewerRefused(Exception):
    """The request carries no viewer header, or one that does not hold; the message says which."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The verified viewer of one request; see DESIGN "Identity" for the claims.

    `company` is where the person works, `looks_at` the customer a staff member chose; `concern` is the one that
    matters.
    `roles` are the derived audience roles, `groups` the field groups seen whole, both of policy `revision`.
    """

    subject: str
    company: str | None = None
    branch: str | None = None
    department: str | None = None
    claims: frozenset[str] = frozenset()
    machine: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    grants: frozenset[str] = frozenset()
    row_scope: str = "company"
    looks_at: str | None = None
    acts_for: str | None = None
    tier: str | None = None
    country: str = "DE"
    language: str = "de"
    currency: str = "EUR"
    roles: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    revision: str = ""

    @property
    def concern(self) -> str | None:
        """The company whose prices, stock and orders are meant: the one looked at, otherwise the own one.

        Staff work for the manufacturer, which buys nothing here: without a customer looked at there is none.
        """
        return None if self.is_staff and self.looks_at is None else self.looks_at or self.company

    @property
    def is_staff(self) -> bool:
        return any(claim.startswith("staff:") for claim in self.claims)

    @property
    def is_visitor(self) -> bool:
        return "kind:visitor" in self.claims


_SETS = ("claims", "machine", "functions", "grants", "roles", "groups")
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
    "revision",
)


class ViewerVerifier:
    """Verifies viewer headers against the known public keys and remembers good ones until they expire."""

    def __init__(self, keys: Iterable[Mapping[str, Any]], *, now: Callable[[], float] = time.time) -> None:
        """`keys`: public JWKs of the gateway, each with a `kid`; `now`: seconds since the epoch."""
        self._keys = {str(key["kid"]): OKPKey.import_key(dict(key)) for key in keys}
        self._now = now
        self._verified: OrderedDict[str, tuple[float, Viewer]] = OrderedDict()

    def verify(self, header: str | None) -> Viewer:
        """The viewer the header vouches for; raises ViewerRefused."""
        if not header:
            raise ViewerRefused("The request carries no signed viewer header; ask the gateway.")
        known = self._verified.get(header)
        if known is None:
            known = self._read(header)
            self._verified[header] = known
            if len(self._verified) > CACHE_SIZE:
                self._verified.popitem(last=False)
        until, viewer = known
        if self._now() > until:
            raise ViewerRefused("The signed viewer header has expired.")
        return viewer

    def _read(self, header: str) -> tuple[float, Viewer]:
        try:
            token = jws.extract_compact(header.encode())
            key = self._keys.get(str(token.headers().get("kid")))
            if key is None:
                raise ViewerRefused("The signed viewer header names a key that is not known here.")
            payload = orjson.loads(jws.deserialize_compact(header, key, algorithms=[ALGORITHM]).payload)
        except (JoseError, ValueError) as error:
            raise ViewerRefused("The signed viewer header does not verify.") from error
        return _viewer_of(payload)


def _viewer_of(payload: Any) -> tuple[float, Viewer]:
    if not isinstance(payload, dict) or payload.get("iss") != ISSUER:
        raise ViewerRefused("The signed viewer header was not issued by the gateway.")
    expires = payload.get("exp")
    subject = payload.get("sub")
    if not isinstance(expires, int | float) or not isinstance(subject, str):
        raise ViewerRefused("The signed viewer header lacks its subject or its expiry.")
    values: dict[str, Any] = {name: frozenset(payload.get(name, ())) for name in _SETS}
    values |= {name: payload[name] for name in _TEXTS if payload.get(name) is not None}
    return expires + LEEWAY_SECONDS, Viewer(subject=subject, **values)
