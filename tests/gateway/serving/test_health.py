"""What operators ask of a gateway: is it alive, is it ready, what does it do."""

from __future__ import annotations

from tests.kit.served import Served


async def test_it_is_alive_and_ready_and_names_the_policies_that_decide(served: Served) -> None:
    live = await served.http.get("/health/live")
    assert (live.status_code, live.json()) == (200, {"status": "live"})
    ready = await served.http.get("/health/ready")
    revision = served.gateway.snapshots.current.policies.revision
    assert (ready.status_code, ready.json()) == (200, {"status": "ready", "policies": revision})
    assert (await served.http.get("/health")).json() == ready.json()


async def test_metrics_count_operations_by_stored_document_and_fetches_by_subgraph(served: Served) -> None:
    await served.stored("shelf")
    await served.ask("query NamedByTheClient { products(first: 1) { sku } }")
    await served.ask("{ nothing }")
    served.shop.subgraphs["reviews"].broken = ConnectionError("away")
    await served.stored("shelf")
    metrics = (await served.http.get("/metrics")).text
    assert 'gateway_requests_total{code="OK",document="Shelf"} 1.0' in metrics
    assert 'gateway_requests_total{code="OK",document="free-form"} 1.0' in metrics
    assert 'gateway_requests_total{code="GRAPHQL_VALIDATION_FAILED",document="free-form"} 1.0' in metrics
    assert 'gateway_requests_total{code="SUBREQUEST_HTTP_ERROR",document="Shelf"} 1.0' in metrics
    assert 'gateway_subgraph_seconds_count{code="OK",subgraph="products"} 3.0' in metrics
    assert 'gateway_subgraph_seconds_count{code="SUBREQUEST_HTTP_ERROR",subgraph="reviews"} 1.0' in metrics
    assert "NamedByTheClient" not in metrics
