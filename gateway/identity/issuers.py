"""Whose tokens are believed: each issuer with its keys, its algorithms and its names for what a viewer is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from joserfc import jws
from joserfc.jws import JWSRegistry
from joserfc.jwt import JWTClaimsRegistry

from gateway.errors import ConfigurationError
from gateway.identity.keys import FetchedKeys, GivenKeys, KeySource
from gateway.settings.addresses import http_address
from gateway.settings.identity import Issuer

_CURVES, _HASHES = ("ES256", "ES384", "ES512"), ("256", "384", "512")
SUPPORTED = ("Ed25519", "EdDSA", *_CURVES, *(f"RS{size}" for size in _HASHES), *(f"PS{size}" for size in _HASHES))
"""Signatures with a public key alone (RFC 7518, RFC 9864); with a shared secret anybody who verifies could sign."""

_REGISTERED = ("iss", "aud", "exp", "nbf", "iat", "sub")


class _Algorithms(JWSRegistry):
    """`EdDSA` is the older name of `Ed25519`, which many issuers still write (RFC 9864)."""

    def get_alg(self, name: str) -> Any:
        return super().get_alg("Ed25519" if name == "EdDSA" else name)


@dataclass(frozen=True, slots=True)
class TrustedIssuer:
    """One issuer, ready to check its tokens."""

    keys: KeySource
    algorithms: JWSRegistry
    registry: JWTClaimsRegistry
    claims: Mapping[str, str]
    subject_prefix: str

    def verifies(self, token: jws.CompactSignature, key: Any) -> bool:
        """Raises JoseError for an algorithm that is not allowed, or not one of this key."""
        return jws.validate_compact(token, key, registry=self.algorithms)

    def as_viewer_claims(self, claims: Mapping[str, Any]) -> dict[str, Any]:
        """The claims under the names a viewer has them; where names are given, no other is taken over.

        Sets may be written as one text, separated by spaces, as `scope` is (RFC 8693, section 4.2).
        """
        if self.claims:
            registered = {name: claims[name] for name in _REGISTERED if name in claims}
            claims = {**registered, **{ours: claims[name] for ours, name in self.claims.items() if name in claims}}
        taken = dict(claims)
        for name in self.claims:
            if name in ("claims", "machine", "functions", "grants") and isinstance(taken.get(name), str):
                taken[name] = taken[name].split()
        if self.subject_prefix and isinstance(taken.get("sub"), str):
            taken["sub"] = self.subject_prefix + taken["sub"]
        return taken


def trusted_issuers(
    issuers: Iterable[Issuer], given: Mapping[str, Mapping[str, Any]], *, now: Callable[[], float]
) -> dict[str, TrustedIssuer]:
    """By the `iss` of their tokens; raises ConfigurationError.

    `given`: key sets that are at hand, by issuer; those of others are fetched.
    """
    trusted: dict[str, TrustedIssuer] = {}
    for issuer in issuers:
        if issuer.issuer in trusted:
            raise ConfigurationError(f"issuers names '{issuer.issuer}' twice.")
        trusted[issuer.issuer] = _trusted(issuer, given.get(issuer.issuer), now)
    return trusted


def _trusted(issuer: Issuer, given: Mapping[str, Any] | None, now: Callable[[], float]) -> TrustedIssuer:
    for algorithm in issuer.algorithms:
        if algorithm not in SUPPORTED:
            known = ", ".join(SUPPORTED)
            raise ConfigurationError(f"issuers: '{issuer.issuer}' may not sign by '{algorithm}'; served are {known}.")
    if given is None and http_address(issuer.jwks_url) is None:
        raise ConfigurationError(
            f"issuers: the jwks_url of '{issuer.issuer}' must begin with https:// or http:// and name a host."
        )
    names = {"Ed25519" if name == "EdDSA" else name for name in issuer.algorithms}
    return TrustedIssuer(
        FetchedKeys(issuer.jwks_url) if given is None else GivenKeys(given["keys"]),
        _Algorithms(algorithms=names),
        JWTClaimsRegistry(
            now=lambda: int(now()),
            leeway=int(issuer.leeway),
            iss={"essential": True, "value": issuer.issuer},
            aud={"essential": True, "value": issuer.audience},
            exp={"essential": True},
        ),
        issuer.claims,
        issuer.subject_prefix,
    )
