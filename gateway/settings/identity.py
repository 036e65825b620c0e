"""Whose tokens are believed, and what subgraphs and visitors are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from gateway.settings.option import option


@dataclass(frozen=True)
class Issuer:
    """One entry of `[[issuers]]`: the `iss` and `aud` of its tokens, where its keys are, and how it signs.

    `claims` maps what a viewer has to the names of this issuer; when it names any, no other claim is taken over.
    `subject_prefix` keeps its subjects apart from those of others.
    """

    issuer: str
    audience: str
    jwks_url: str
    algorithms: tuple[str, ...] = ("Ed25519",)
    leeway: float = 30.0
    claims: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    subject_prefix: str = ""


@dataclass(frozen=True)
class IdentityOptions:
    viewer_key: Path | None = option("Private Ed25519 JWK that signs the viewer header sent to subgraphs.", None)
    issuers: tuple[Issuer, ...] = option("Whose access tokens are believed, each a table (see Tokens).", ())
    session_cookie: str = option("Name of the cookie that carries a browser's access token.", "werktor_session")
    market_header: str = option("Header by which a visitor names his country.", "x-werktor-market")
    markets: Mapping[str, str] = option(
        "Country to currency; the first is the default of visitors.",
        MappingProxyType({"DE": "EUR", "AT": "EUR", "CH": "CHF"}),
    )
    languages: tuple[str, ...] = option("Languages that are answered; the first is the default.", ("de", "en"))
