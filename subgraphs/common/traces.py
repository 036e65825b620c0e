"""Continues the trace of whoever asks (W3C Trace Context), so that one trace spans the gateway and its subgraphs.

Imported only where requests are traced: the library takes memory that others need not have.
"""

from __future__ import annotations

from opentelemetry.context import Context
from opentelemetry.trace import SpanKind, Status, StatusCode, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SERVER_FAULT = 500
_W3C = TraceContextTextMapPropagator()


class Traced:
    """An application whose requests are spans of the trace they belong to, and the current ones of all it does.

    What belongs to none, such as a probe of health, begins none.
    """

    def __init__(self, app: ASGIApp, tracer: Tracer) -> None:
        self._app = app
        self._tracer = tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Request(scope).headers if scope["type"] == "http" else {}
        if "traceparent" not in headers:
            await self._app(scope, receive, send)
            return
        parent = _W3C.extract(headers, context=Context())
        name = f"{scope['method']} {scope['path']}"
        with self._tracer.start_as_current_span(name, context=parent, kind=SpanKind.SERVER) as span:

            async def send_noted(message: Message) -> None:
                if message["type"] == "http.response.start":
                    status = int(message["status"])
                    span.set_attribute("http.response.status_code", status)
                    if status >= SERVER_FAULT:
                        span.set_status(Status(StatusCode.ERROR))
                await send(message)

            await self._app(scope, receive, send_noted)


def outgoing() -> dict[str, str]:
    """The headers by which a peer continues the current span."""
    headers: dict[str, str] = {}
    _W3C.inject(headers)
    return headers
