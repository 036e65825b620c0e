"""A gateway over the fixture federation, with small policies, as its callers meet it over HTTP and sockets.

Visitors see the catalogue without list prices, reviews' authors and users; dealers see everything.
"""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx2
import orjson
from joserfc import jwt
from joserfc.jwk import OKPKey
from opentelemetry.trace import Tracer

from gateway.app import create_gateway
from gateway.gateway import Gateway
from gateway.model.transport import SubgraphTransport
from gateway.pipeline import CallLater, call_later
from gateway.settings import Settings
from gateway.settings.identity import Issuer
from gateway.telemetry.logs import make_logger
from tests.kit.federation import Federation
from tests.kit.fixture_supergraph import supergraph_sdl
from tests.kit.policy_folder import write_policies
from tests.kit.shop_federation import PRICES, PRODUCTS, REVIEWS, USERS, catalogue

NOW = 1_795_500_000
TOKEN_KEY = OKPKey.generate_key("Ed25519", {"kid": "accounts-test"})
ISSUER = Issuer("werktor-accounts", "werktor", "https://accounts.example/jwks.json")
VIEWER_KEY = OKPKey.generate_key("Ed25519", {"kid": "gateway-test"})
GRAPHQL_RESPONSE = "application/graphql-response+json"
REQUEST_ID = "request-0001"

RULES = """
p, visitor, Query.product, read, allow
p, visitor, Query.products, read, allow
p, visitor, Query.search, read, allow
p, visitor, Product.sku, read, allow
p, visitor, Product.name, read, allow
p, visitor, Product.price, read, allow
p, visitor, Product.reviews, read, allow
p, visitor, Product.kind, read, allow
p, visitor, Review.body, read, allow
p, visitor, Subscription.reviewed, subscribe, allow
p, dealer, *, read, allow
p, dealer, *, call, allow
p, dealer, *, subscribe, allow
"""
DOCUMENTS = {
    "shelf": "query Shelf($n: Int = 2) { products(first: $n) { sku list reviews { body author { nick } } } }",
    "reprice": 'mutation Reprice { setPrice(sku: "p1", cents: 7) { sku } }',
    "reviewed": 'subscription Reviewed { reviewed(sku: "p1") { body author { nick } } }',
}


@dataclass
class Served:
    """The running gateway, its federation and what it logged."""

    gateway: Gateway
    shop: Federation
    settings: Settings
    http: httpx2.AsyncClient
    log: io.BytesIO

    async def post(self, body: Any, **headers: str) -> httpx2.Response:
        """POSTs a request; header names are written with underscores."""
        content = body if isinstance(body, bytes) else orjson.dumps(body)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"content-type": "application/json", "accept": GRAPHQL_RESPONSE, "x-request-id": REQUEST_ID, **given}
        return await self.http.post("/graphql", content=content, headers=sent)

    async def ask(self, query: str, token: str | None = None, **variables: Any) -> dict[str, Any]:
        """The whole answer to a free-form query."""
        return await self._answer({"query": query, "variables": variables}, token)

    async def stored(self, document_id: str, token: str | None = None, **variables: Any) -> dict[str, Any]:
        """The whole answer to a document sent by id."""
        return await self._answer({"documentId": document_id, "variables": variables}, token)

    async def _answer(self, body: Mapping[str, Any], token: str | None) -> dict[str, Any]:
        headers = {} if token is None else {"authorization": f"Bearer {token}"}
        answer: dict[str, Any] = (await self.post(body, **headers)).json()
        return answer

    def asked(self) -> dict[str, int]:
        return self.shop.asked()

    def logged(self) -> list[dict[str, Any]]:
        return [orjson.loads(line) for line in self.log.getvalue().splitlines()]


def access_token(*, key: OKPKey = TOKEN_KEY, algorithm: str = "Ed25519", **changes: Any) -> str:
    """A dealer's access token; `changes` overwrite claims, None leaves one out."""
    claims = {
        "iss": "werktor-accounts",
        "aud": "werktor",
        "sub": "user:dealer",
        "iat": NOW,
        "exp": NOW + 600,
        "company": "eisen-vogt",
        "claims": ["kind:dealer"],
        "functions": ["buyer"],
        **changes,
    }
    given = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode({"alg": algorithm, "kid": key.kid}, given, key, algorithms=[algorithm])


def shop_settings(folder: Path, **changes: Any) -> Settings:
    """Supergraph, policies and stored documents of the fixture federation, written to a folder."""
    sdls = {"products": PRODUCTS, "prices": PRICES, "reviews": REVIEWS, "users": USERS}
    (folder / "supergraph.graphql").write_text(supergraph_sdl(sdls), encoding="utf-8")
    (folder / "documents.json").write_bytes(orjson.dumps(DOCUMENTS))
    policies = write_policies(
        folder / "policies",
        RULES,
        fields="g2, Product.list, @list_prices",
        functions="".join(
            f"p2, {name}, *, {action}, allow\n" for name in ("all", "buyer") for action in ("read", "call", "subscribe")
        ),
    )
    settings = Settings(
        supergraph=folder / "supergraph.graphql",
        policies=policies,
        documents=folder / "documents.json",
    )
    return replace(settings, **changes)


@asynccontextmanager
async def serving(
    folder: Path,
    *,
    now: Callable[[], float] = lambda: float(NOW),
    later: CallLater = call_later,
    transports: Mapping[str, SubgraphTransport] | None = None,
    tracer: Tracer | None = None,
    **changes: Any,
) -> AsyncIterator[Served]:
    """The gateway with its lifespan; `changes` are settings."""
    shop = catalogue()
    log = io.BytesIO()
    settings = shop_settings(folder, **{"issuers": (ISSUER,), **changes})
    gateway = create_gateway(
        settings,
        transports=transports or shop.subgraphs,
        signing_key=VIEWER_KEY,
        jwks={ISSUER.issuer: {"keys": [{**TOKEN_KEY.as_dict(private=False), "use": "sig"}]}},
        now=now,
        later=later,
        log=make_logger(log),
        tracer=tracer,
    )
    async with (
        gateway.running(),
        httpx2.AsyncClient(transport=httpx2.ASGITransport(app=gateway), base_url="http://gateway") as http,
    ):
        yield Served(gateway, shop, settings, http, log)
    shop.expect_no_violations()
