"""What operators ask of a gateway: is it alive, is it ready, what does it do."""

from __future__ import annotations

from tests.kit.firing import Fired
from tests.kit.served import Served, access_token
from tests.kit.sockets import connected


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


async def test_metrics_tell_how_many_sockets_and_subscriptions_are_open(served: Served) -> None:
    fired = Fired()
    served.shop.world.roots["Subscription.reviewed"] = fired.listen  # type: ignore[index]
    assert await _gauges(served) == {"gateway_sockets": 0, "gateway_subscriptions": 0, "gateway_subscribers": 0}
    async with connected(served.gateway) as socket:
        await socket.initialise(Authorization=f"Bearer {access_token()}")
        await socket.subscribe('subscription { reviewed(sku: "p1") { body } }')
        await fired.begun()
        assert await _gauges(served) == {"gateway_sockets": 1, "gateway_subscriptions": 1, "gateway_subscribers": 1}
    await fired.ended()
    assert await _gauges(served) == {"gateway_sockets": 0, "gateway_subscriptions": 0, "gateway_subscribers": 0}


async def test_metrics_tell_what_the_process_takes(served: Served) -> None:
    metrics = (await served.http.get("/metrics")).text
    taken = {line.split()[0]: float(line.split()[1]) for line in metrics.splitlines() if line.startswith("process_")}
    assert taken["process_resident_memory_bytes"] > 0
    assert taken["process_cpu_seconds_total"] > 0


async def _gauges(served: Served) -> dict[str, float]:
    """What is open now."""
    page = (await served.http.get("/metrics")).text.splitlines()
    told = dict(line.split() for line in page if line.startswith(("gateway_so", "gateway_subscri")))
    return {name: float(told[name]) for name in ("gateway_sockets", "gateway_subscriptions", "gateway_subscribers")}
