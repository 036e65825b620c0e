"""A subgraph's work is part of the trace of whoever asks, and so is what it asks its peers meanwhile."""

from __future__ import annotations

import httpx2
import pytest
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from subgraphs.common.traces import Traced, outgoing
from tests.kit.traces import Traces

TRACE, ASKER = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
ASKED = f"00-{TRACE}-{ASKER}-01"


async def to_peers(_request: Request) -> Response:
    return JSONResponse(outgoing())


async def broken(_request: Request) -> Response:
    return Response(status_code=503)


async def _asked(traces: Traces, path: str, **headers: str) -> httpx2.Response:
    app = Starlette(routes=[Route("/graphql", to_peers, methods=["POST"]), Route("/broken", broken)])
    transport = httpx2.ASGITransport(app=Traced(app, traces.tracer("prices")))
    async with httpx2.AsyncClient(transport=transport, base_url="http://prices") as http:
        return await http.request("POST" if path == "/graphql" else "GET", path, headers=headers)


async def test_a_request_continues_the_span_of_its_asker_and_peers_continue_its_own() -> None:
    traces = Traces()
    told = (await _asked(traces, "/graphql", traceparent=ASKED)).json()["traceparent"]
    [span] = traces.spans()
    assert traces.tree() == ["prices: POST /graphql"]
    assert span.parent is not None
    assert (f"{span.context.trace_id:032x}", f"{span.parent.span_id:016x}") == (TRACE, ASKER)
    assert told.startswith(f"00-{TRACE}-{span.context.span_id:016x}-")


async def test_what_belongs_to_no_trace_begins_none() -> None:
    traces = Traces()
    assert (await _asked(traces, "/graphql")).json() == {}
    assert traces.spans() == []


async def test_the_asker_decides_whether_it_is_traced() -> None:
    for sampler, flags, spans in ((ALWAYS_OFF, "01", 1), (None, "00", 0)):
        traces = Traces() if sampler is None else Traces(sampler)
        await _asked(traces, "/graphql", traceparent=f"{ASKED[:-2]}{flags}")
        assert len(traces.spans()) == spans


@pytest.mark.parametrize(("path", "is_failed"), [("/graphql", False), ("/broken", True)])
async def test_a_fault_of_the_subgraph_stands_in_its_span(path: str, is_failed: bool) -> None:
    traces = Traces()
    answer = await _asked(traces, path, traceparent=ASKED)
    [span] = traces.spans()
    assert (span.attributes or {})["http.response.status_code"] == answer.status_code
    assert (not span.status.is_ok) is is_failed
