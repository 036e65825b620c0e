"""A collector of traces: takes what is sent by OTLP over HTTP and tells it as lines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span


@dataclass(frozen=True)
class Collector:
    """`spans` with the name of their service, as they came."""

    address: str
    spans: list[tuple[str, Span]] = field(default_factory=list)

    def tree(self) -> list[str]:
        """One line for each span, `service: name`, indented below its parent, in the order in which they began."""
        return self._below(b"", 0)

    def trace_ids(self) -> set[bytes]:
        return {span.trace_id for _, span in self.spans}

    def _below(self, parent: bytes, depth: int) -> list[str]:
        lines = []
        for service, span in sorted(self.spans, key=lambda one: one[1].start_time_unix_nano):
            if span.parent_span_id == parent:
                lines += ["  " * depth + f"{service}: {span.name}", *self._below(span.span_id, depth + 1)]
        return lines


@asynccontextmanager
async def collecting() -> AsyncIterator[Collector]:
    app = web.Application()
    runner = web.AppRunner(app)
    spans: list[tuple[str, Span]] = []

    async def take(request: web.Request) -> web.Response:
        for of_service in ExportTraceServiceRequest.FromString(await request.read()).resource_spans:
            named = {one.key: one.value.string_value for one in of_service.resource.attributes}
            spans.extend((named["service.name"], span) for scope in of_service.scope_spans for span in scope.spans)
        return web.Response(content_type="application/x-protobuf")

    app.router.add_post("/v1/traces", take)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield Collector(f"http://127.0.0.1:{runner.addresses[0][1]}/v1/traces", spans)
    finally:
        await runner.cleanup()
