"""A request is one trace: what was prepared and fetched for it, and what the subgraphs are told to continue."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF
from opentelemetry.trace import SpanKind

from gateway.pipeline import Caller, GraphQLRequest
from tests.kit.firing import Fired
from tests.kit.served import Served, access_token, serving
from tests.kit.sockets import connected
from tests.kit.traces import Traces

CLIENTS = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
"""The `traceparent` of a client: trace id and span id of the example in the standard, drawn."""


@pytest.fixture
def traces() -> Traces:
    return Traces()


@pytest.fixture
async def served(tmp_path: Path, traces: Traces) -> AsyncIterator[Served]:
    async with serving(tmp_path, tracer=traces.tracer("gateway")) as gateway:
        yield gateway


def _told(served: Served, subgraph: str) -> list[str]:
    """The `traceparent` of each request to a subgraph."""
    return [headers["traceparent"] for headers in served.shop.subgraphs[subgraph].headers]


def _is_drawn(traceparent: str) -> bool:
    """Its flag "sampled"; the other one tells that the trace id is random."""
    return bool(int(traceparent[-2:], 16) & 1)


async def test_a_request_has_spans_for_its_preparation_and_each_fetch(served: Served, traces: Traces) -> None:
    await served.ask("query Shelf { products(first: 2) { name price reviews { body } } }", access_token())
    assert traces.tree() == [
        "gateway: query",
        "  gateway: prepare",
        "  gateway: fetch products",
        "  gateway: fetch prices",
        "  gateway: fetch reviews",
    ]
    request, *_, fetch = traces.spans()
    assert (
        dict(request.attributes or {}).items()
        >= {
            "gateway.request_id": "request-0001",
            "gateway.code": "OK",
            "graphql.operation.type": "query",
            "graphql.operation.name": "Shelf",
        }.items()
    )
    assert (request.kind, fetch.kind) == (SpanKind.SERVER, SpanKind.CLIENT)
    assert (fetch.attributes or {})["http.response.status_code"] == 200


async def test_the_span_of_a_stored_document_has_its_name(served: Served, traces: Traces) -> None:
    await served.stored("shelf")
    assert traces.tree()[0] == "gateway: query Shelf"


async def test_a_subgraph_is_told_to_continue_the_span_of_its_fetch(served: Served, traces: Traces) -> None:
    await served.ask("{ products { sku } }")
    fetch = traces.spans()[-1].context
    [told] = _told(served, "products")
    assert told.startswith(f"00-{fetch.trace_id:032x}-{fetch.span_id:016x}-")
    assert _is_drawn(told)


async def test_the_fast_way_is_traced_as_the_general_one(served: Served, traces: Traces) -> None:
    query = "{ products(first: 1) { sku reviews { body } } }"
    await served.ask(query)
    pipeline = served.gateway.pipeline
    journey = await pipeline.prepare(GraphQLRequest(query, None, None), Caller({}, None, "request-0002"))
    journey.prepared.executable.fast_forms.make({})
    before = len(traces.spans())
    await served.ask(query)
    assert 'gateway_ways_total{way="fast"} 1.0' in (await served.http.get("/metrics")).text
    spans = [span.name for span in traces.spans()]
    assert spans[:4] == spans[before:] == ["query", "prepare", "fetch products", "fetch reviews"]


async def test_what_is_refused_has_a_span_with_its_code(served: Served, traces: Traces) -> None:
    await served.ask("{ nothing }")
    await served.post({"query": 'mutation { rename(sku: "p1", name: "x") { sku } }'}, authorization="Bearer nonsense")
    assert traces.tree() == [
        "gateway: request GRAPHQL_VALIDATION_FAILED",
        "  gateway: prepare",
        "gateway: request INVALID_JWT",
        "  gateway: prepare",
    ]
    assert not traces.spans()[0].status.is_ok


async def test_what_is_prepared_and_then_not_run_has_a_span_too(served: Served, traces: Traces) -> None:
    mutation = 'mutation { rename(sku: "p1", name: "x") { sku } }'
    headers = {"authorization": f"Bearer {access_token()}", "accept": "application/json"}
    await served.http.get("/graphql", params={"query": mutation}, headers=headers)
    assert traces.tree() == ["gateway: mutation MUTATION_NOT_ALLOWED_OVER_HTTP_GET", "  gateway: prepare"]


async def test_a_fetch_that_fails_is_told_in_its_span_and_in_that_of_the_request(
    served: Served, traces: Traces
) -> None:
    served.shop.subgraphs["reviews"].broken = TimeoutError()
    await served.ask("{ products(first: 1) { sku reviews { body } } }")
    assert traces.tree() == [
        "gateway: query SUBGRAPH_REQUEST_TIMEOUT",
        "  gateway: prepare",
        "  gateway: fetch products",
        "  gateway: fetch reviews SUBGRAPH_REQUEST_TIMEOUT",
    ]


async def test_a_client_cannot_name_the_trace_unless_he_is_trusted(
    served: Served, traces: Traces, tmp_path: Path
) -> None:
    await served.post({"query": "{ products { sku } }"}, traceparent=CLIENTS)
    assert traces.spans()[0].parent is None
    assert CLIENTS[3:35] not in _told(served, "products")[0]
    trusting = tmp_path / "trusting"
    trusting.mkdir()
    tracer = Traces(ALWAYS_OFF).tracer("gateway")
    async with serving(trusting, tracer=tracer, trust_traceparent=True) as gateway:
        await gateway.post({"query": "{ products { sku } }"}, traceparent=CLIENTS, tracestate="a=b")
        [told] = _told(gateway, "products")
        assert (told[:35], _is_drawn(told)) == (CLIENTS[:35], True)
        assert gateway.shop.subgraphs["products"].headers[0]["tracestate"] == "a=b"


async def test_what_is_not_drawn_leaves_no_span_and_subgraphs_are_told_so(tmp_path: Path) -> None:
    traces = Traces(ALWAYS_OFF)
    async with serving(tmp_path, tracer=traces.tracer("gateway")) as served:
        await served.ask("{ products { sku } }")
        [told] = _told(served, "products")
    assert (traces.spans(), _is_drawn(told)) == ([], False)


async def test_a_subscription_is_traced_until_its_client_leaves(served: Served, traces: Traces) -> None:
    fired = Fired()
    served.shop.world.roots["Subscription.reviewed"] = fired.listen  # type: ignore[index]
    headers = {"authorization": f"Bearer {access_token()}"}
    async with connected(served.gateway, headers=headers) as socket:
        await socket.initialise(Authorization=headers["authorization"])
        await socket.subscribe('subscription { reviewed(sku: "p1") { body product { price } } }')
        await fired.begun()
        fired.fire(served.shop.world.entities["Review"][0])
        await socket.told()
        await socket.send(type="complete", id="1")
        await fired.ended()
        await asyncio.sleep(0)
    assert traces.tree() == [
        "gateway: subscription",
        "  gateway: prepare",
        "  gateway: fetch reviews CLIENT_GONE",
        "  gateway: fetch products",
        "  gateway: fetch prices",
    ]


async def test_without_a_tracer_subgraphs_are_told_of_no_trace(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        await served.ask("{ products { sku } }")
        assert "traceparent" not in served.shop.subgraphs["products"].headers[0]
