"""The gateway's settings in this house: our supergraph, our policies, our contract."""

from __future__ import annotations

from gateway.settings import Settings as GatewaySettings
from gateway.settings.identity import Issuer
from subgraphs.accounts.tokens import ALGORITHM, AUDIENCE, ISSUER
from werktor.settings import ROOT, Settings


def gateway_settings(settings: Settings) -> GatewaySettings:
    jwks_url = settings.url_of("accounts").removesuffix("/graphql") + "/auth/jwks.json"
    return GatewaySettings(
        supergraph=ROOT / "schema.graphql",
        policies=settings.policies,
        issuers=(Issuer(ISSUER, AUDIENCE, jwks_url, (ALGORITHM,)),),
        documents=ROOT / "frontend-contract" / "persisted-documents.json",
    )
