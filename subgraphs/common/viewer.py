"""Who asks, as the gateway vouches for it: reads and verifies the signed header `X-Werktor-Viewer`.

The header is a compact JWS (RFC 7515) signed with Ed25519 (RFC 8037, algorithm name of RFC 9864). Subgraphs decide rows
and caps by its roles and groups and never derive roles themselves. The gateway has its own module for the same format;
both are held together by one file of shared test vectors.

Subgraphs sign it too when they ask one another: the key is named `svc:<subgraph>`, and the viewer for whom they ask
stands whole under `for`. Neither kind of key can vouch for what is the other's to vouch for.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

VIEWER_HEADER = "x-werktor-viewer"
ALGORITHM = "Ed25519"
ISSUER = "werktor-gateway"
SERVICE_KEY_PREFIX = "svc:"
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
    `service` is the subgraph that asks on his behalf, None when the gateway does.
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
    service: str | None = None

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


def viewer_members(viewer: Viewer) -> dict[str, Any]:
    """The viewer as JSON members, named as in the header; the service that asks for him is not among them."""
    members: dict[str, Any] = {"sub": viewer.subject}
    members |= {name: sorted(getattr(viewer, name)) for name in _SETS}
    return members | {name: value for name in _TEXTS if (value := getattr(viewer, name)) is not None}


def viewer_of(members: Mapping[str, Any]) -> Viewer:
    """The viewer whom such members describe; raises ValueError when they name no subject."""
    subject = members.get("sub")
    if not isinstance(subject, str):
        raise ValueError("a viewer without subject")
    values: dict[str, Any] = {name: frozenset(members.get(name, ())) for name in _SETS}
    values |= {name: members[name] for name in _TEXTS if members.get(name) is not None}
    return Viewer(subject=subject, **values)


def issuer_of(service: str) -> str:
    """The `iss` of the headers that a subgraph signs itself."""
    return f"werktor-{service}"


class ViewerVerifier:
    """Verifies viewer headers against the known public keys and remembers good ones until they expire."""

    def __init__(self, keys: Iterable[Mapping[str, Any]], *, now: Callable[[], float] = time.time) -> None:
        """`keys`: public JWKs of gateway and subgraphs, each with a `kid`; `now`: seconds since the epoch.

        Raises ValueError when two of them are one key: it could vouch as the gateway and as a service.
        """
        self._keys = {str(key["kid"]): OKPKey.import_key(dict(key)) for key in keys}
        if len({key.thumbprint() for key in self._keys.values()}) < len(self._keys):
            raise ValueError(f"One key stands under two of the names {', '.join(self._keys)}; each needs its own.")
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
            key_id = str(token.headers().get("kid"))
            key = self._keys.get(key_id)
            if key is None:
                raise ViewerRefused("The signed viewer header names a key that is not known here.")
            payload = orjson.loads(jws.deserialize_compact(header, key, algorithms=[ALGORITHM]).payload)
        except (JoseError, ValueError) as error:
            raise ViewerRefused("The signed viewer header does not verify.") from error
        service = key_id.removeprefix(SERVICE_KEY_PREFIX) if key_id.startswith(SERVICE_KEY_PREFIX) else None
        return _vouched_for(payload, service)


def _vouched_for(payload: Any, service: str | None) -> tuple[float, Viewer]:
    """Until when (seconds since the epoch) and for whom a payload vouches; `service`: whose key signed it, if any."""
    issuer = ISSUER if service is None else issuer_of(service)
    if not isinstance(payload, dict) or payload.get("iss") != issuer:
        raise ViewerRefused("The signed viewer header was not issued by whose key signed it.")
    expires = payload.get("exp")
    if not isinstance(expires, int | float):
        raise ViewerRefused("The signed viewer header lacks its expiry.")
    if service is None and "for" in payload:
        raise ViewerRefused("The signed viewer header speaks for another, which only a service may.")
    members = payload if service is None else payload.get("for")
    try:
        viewer = viewer_of(members if isinstance(members, dict) else {})
    except ValueError as error:
        raise ViewerRefused("The signed viewer header names no viewer.") from error
    return expires + LEEWAY_SECONDS, replace(viewer, service=service)
