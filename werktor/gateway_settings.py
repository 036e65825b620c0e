"""The gateway's settings in this house: our supergraph, policies and contract; the rest as the environment says."""

from __future__ import annotations

import os
from dataclasses import replace

from gateway.settings import Settings as GatewaySettings
from gateway.settings import settings_from_environment
from gateway.settings.identity import Issuer
from subgraphs.accounts.tokens import ALGORITHM, AUDIENCE, ISSUER
from werktor.settings import ROOT, Settings


def gateway_settings(settings: Settings) -> GatewaySettings:
    """Raises ConfigurationError for a `WERKTOR_GATEWAY_*` that is none of the gateway's settings."""
    given = settings_from_environment(os.environ)
    jwks_url = settings.url_of("accounts").removesuffix("/graphql") + "/auth/jwks.json"
    return replace(
        given,
        supergraph=ROOT / "schema.graphql",
        policies=settings.policies,
        policy_history=given.policy_history or settings.var / "policy-history",
        policy_redis_url=given.policy_redis_url or settings.redis_url or None,
        issuers=(Issuer(ISSUER, AUDIENCE, jwks_url, (ALGORITHM,)),),
        documents=ROOT / "frontend-contract" / "persisted-documents.json",
        rate_redis_url=given.rate_redis_url or settings.redis_url or None,
        traces_endpoint=settings.traces_endpoint or None,
        traces_ratio=settings.traces_ratio,
        explorer=given.explorer or "/graphiql",
        stateful_subscriptions=("orderChanged", "stockChanged"),
    )
