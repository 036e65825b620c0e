"""The schema and the stored documents of this commit as a gateway holds them, for commands that need no gateway."""

from __future__ import annotations

from gateway.app import supergraph_of
from gateway.operations.documents import read_stored_documents
from gateway.operations.limits import Limits
from gateway.settings import Settings as GatewaySettings
from gateway.snapshot import SupergraphPart
from werktor.settings import ROOT


def contract_graph() -> SupergraphPart:
    supergraph = supergraph_of(ROOT / "schema.graphql")
    manifest = ROOT / "frontend-contract" / "persisted-documents.json"
    settings = GatewaySettings()
    return SupergraphPart(
        supergraph,
        read_stored_documents(manifest, supergraph.public_schema),
        limits=Limits.of(settings),
        cache_bytes=settings.cache_bytes,
    )
