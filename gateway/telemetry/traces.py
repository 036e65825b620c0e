"""Traces in the data model of OpenTelemetry: one of each request, with a span for what takes time in it.

Imported only where requests are traced: the library takes memory that others need not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from opentelemetry.context import Context
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, Tracer, format_trace_id, set_span_in_context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

FINE = "OK"
GONE = "CLIENT_GONE"
"""Nothing failed: nobody waited any more."""

SERVER_FAULT = 500
_W3C = TraceContextTextMapPropagator()


@dataclass(frozen=True, slots=True)
class Tracing:
    """`trusts_clients`: whether the `traceparent` of a client (W3C Trace Context) is continued."""

    tracer: Tracer
    trusts_clients: bool = False

    def begin(self, headers: Mapping[str, str], request_id: str) -> Trace:
        """The trace of a request that begins now; `headers` in lower case."""
        parent = _W3C.extract(headers, context=Context()) if self.trusts_clients else Context()
        attributes = {"gateway.request_id": request_id}
        span = self.tracer.start_span("request", context=parent, kind=SpanKind.SERVER, attributes=attributes)
        return Trace(self.tracer, span, set_span_in_context(span, parent))


@dataclass(slots=True)
class Trace:
    """The span of one request and what lies below it."""

    tracer: Tracer
    span: Span
    context: Context
    is_ended: bool = field(default=False)

    @property
    def id(self) -> str:
        """As collectors show it: 32 hexadecimal digits."""
        return format_trace_id(self.span.get_span_context().trace_id)

    @property
    def is_recorded(self) -> bool:
        """Whether it was drawn to be traced; otherwise the subgraphs are told that it was not."""
        return self.span.is_recording()

    def headers(self) -> dict[str, str]:
        """What tells a subgraph that its work belongs to this request."""
        return propagated(self.context)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """A span around the block."""
        span = self.tracer.start_span(name, context=self.context)
        try:
            yield
        finally:
            span.end()

    def know(self, kind: str, name: str | None, document: str, stored_name: str | None) -> None:
        """Names the span, by the document only where it is a stored one: clients could choose endless names."""
        self.span.update_name(kind if stored_name is None else f"{kind} {stored_name}")
        self.span.set_attribute("graphql.operation.type", kind)
        self.span.set_attribute("graphql.document", stored_name or document)
        if name is not None:
            self.span.set_attribute("graphql.operation.name", name)

    def end(self, code: str) -> None:
        """`code`: FINE or that of the first error; what is told of it later changes nothing."""
        if not self.is_ended:
            self.is_ended = True
            end_span(self.span, code)

    def fetch(self, subgraph: str) -> Fetching:
        """A request to a subgraph that is sent now."""
        span = self.tracer.start_span(
            f"fetch {subgraph}", context=self.context, kind=SpanKind.CLIENT, attributes={"gateway.subgraph": subgraph}
        )
        return Fetching(span, propagated(set_span_in_context(span, self.context)))


@dataclass(frozen=True, slots=True)
class Fetching:
    """The span of a request to a subgraph, and the headers by which the subgraph continues it."""

    span: Span
    headers: Mapping[str, str]

    def answered(self, status: int) -> None:
        """`status`: that of HTTP."""
        self.span.set_attribute("http.response.status_code", status)
        self.end(FINE if status < SERVER_FAULT else "SUBREQUEST_HTTP_ERROR")

    def end(self, code: str) -> None:
        """`code`: FINE or what went wrong."""
        end_span(self.span, code)


def end_span(span: Span, code: str) -> None:
    span.set_attribute("gateway.code", code)
    if code not in (FINE, GONE):
        span.set_status(Status(StatusCode.ERROR, code))
    span.end()


def propagated(context: Context) -> dict[str, str]:
    headers: dict[str, str] = {}
    _W3C.inject(headers, context)
    return headers
