"""A collector of traces: takes what is sent by OTLP over HTTP, in a thread of its own, and tells it as lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

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


@contextmanager
def collecting() -> Iterator[Collector]:
    spans: list[tuple[str, Span]] = []

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            for of_service in ExportTraceServiceRequest.FromString(body).resource_spans:
                named = {one.key: one.value.string_value for one in of_service.resource.attributes}
                spans.extend((named["service.name"], span) for scope in of_service.scope_spans for span in scope.spans)
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing that a test needs to print."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Taking) as server:
        serving = Thread(target=server.serve_forever)
        serving.start()
        try:
            yield Collector(f"http://127.0.0.1:{server.server_port}/v1/traces", spans)
        finally:
            server.shutdown()
            serving.join()
