"""Whose word is taken for who asks, and what subgraphs are told of him."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gateway.settings import Settings

if TYPE_CHECKING:
    from joserfc.jwk import OKPKey

    from gateway.identity.signing import ViewerSigner
    from gateway.identity.tokens import TokenVerifier


def forwarded_headers(settings: Settings) -> tuple[str, ...]:
    """Without policies nobody's rights are judged here, so the subgraphs get the credentials to judge by."""
    if settings.forwarded_headers or settings.has_policies:
        return settings.forwarded_headers
    return ("authorization",)


def make_signer(settings: Settings, given: OKPKey | None, now: Callable[[], float]) -> ViewerSigner | None:
    file = settings.viewer_key
    if given is None and file is None:
        return None
    # Loaded where viewers are signed: cryptography takes memory that a gateway without them need not have.
    from gateway.identity.signing import ViewerSigner, read_signing_key

    return ViewerSigner(given or read_signing_key(Path(str(file))), now=now)


def make_verifier(
    settings: Settings, jwks: Mapping[str, Mapping[str, Any]], now: Callable[[], float]
) -> TokenVerifier | None:
    if not settings.issuers:
        return None
    from gateway.identity.issuers import trusted_issuers
    from gateway.identity.tokens import TokenVerifier

    return TokenVerifier(trusted_issuers(settings.issuers, jwks, now=now))
