"""The gateway's settings in this house: our supergraph, our policies, our contract."""

from __future__ import annotations

from gateway.settings import Settings as GatewaySettings
from werktor.settings import ROOT, Settings


def gateway_settings(settings: Settings) -> GatewaySettings:
    return GatewaySettings(
        supergraph=ROOT / "schema.graphql",
        policies=settings.policies,
        documents=ROOT / "frontend-contract" / "persisted-documents.json",
    )
