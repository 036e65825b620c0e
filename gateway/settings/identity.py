"""Whose tokens are believed, and what subgraphs and visitors are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from gateway.settings.option import option


@dataclass(frozen=True)
class IdentityOptions:
    viewer_key: Path | None = option("Private Ed25519 JWK that signs the viewer header sent to subgraphs.", None)
    token_issuer: str = option("The `iss` of access tokens.", "werktor-accounts")
    token_audience: str = option("The `aud` of access tokens.", "werktor")
    jwks_url: str | None = option("Address of the public keys of the token issuer.", None)
    session_cookie: str = option("Name of the cookie that carries a browser's access token.", "werktor_session")
    market_header: str = option("Header by which a visitor names his country.", "x-werktor-market")
    markets: Mapping[str, str] = option(
        "Country to currency; the first is the default of visitors.",
        MappingProxyType({"DE": "EUR", "AT": "EUR", "CH": "CHF"}),
    )
    languages: tuple[str, ...] = option("Languages that are answered; the first is the default.", ("de", "en"))
