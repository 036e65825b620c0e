"""POST and GET at `/graphql`: raw ASGI, as it is the hot path."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from structlog.typing import FilteringBoundLogger

from gateway.errors import ClientError, ClientErrors
from gateway.identity.signing import VIEWER_HEADER
from gateway.pipeline import Journey, Pipeline
from gateway.serving.answers import Reply, fault, refusal_reply, reply
from gateway.serving.callers import headers_of, http_caller, request_id_of
from gateway.serving.event_stream import stream_events
from gateway.serving.media_types import EVENT_STREAM, JSON, charset_of, chosen_type, content_type_of
from gateway.serving.parameters import from_address, from_body
from gateway.settings import Settings
from gateway.telemetry.metrics import Metrics

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class GraphQLOverHttp:
    settings: Settings
    pipeline: Pipeline
    metrics: Metrics
    log: FilteringBoundLogger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = headers_of(scope)
        request_id = request_id_of(headers)
        if scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
            await respond(send, Reply(303, b"", "text/plain", (("location", "/graphiql"),)), request_id)
            return
        if VIEWER_HEADER in headers:
            self.log.warning("a client sent a viewer header; it was dropped", request_id=request_id)
        media_type = chosen_type(headers.get("accept"))
        started = time.perf_counter()
        name: str | None = None
        code = "OK"
        try:
            journey = await self._prepared(scope, receive, headers, request_id, media_type)
            name = journey.document_name
            if media_type == EVENT_STREAM:
                await stream_events(self.pipeline, journey, receive, send, request_id)
                return
            answer = await self.pipeline.run(journey)
            code = answer.errors[0]["extensions"]["code"] if answer.errors else code
            outcome = reply(answer, media_type or JSON)
        except (ClientError, ClientErrors) as refusal:
            code = refusal.errors[0].code if isinstance(refusal, ClientErrors) else refusal.code
            outcome = refusal_reply(refusal, JSON if media_type in (None, EVENT_STREAM) else media_type)
            if code == "MUTATION_NOT_ALLOWED_OVER_HTTP_GET":
                outcome = Reply(outcome.status, outcome.body, outcome.content_type, (("allow", "POST"),))
        except Exception:
            self.log.exception("request failed", request_id=request_id, document=name)
            failure = fault(request_id)
            code = failure.code
            outcome = refusal_reply(failure, JSON if media_type in (None, EVENT_STREAM) else media_type)
        self.metrics.answered(name, code, time.perf_counter() - started)
        await respond(send, outcome, request_id)

    async def _prepared(
        self, scope: Scope, receive: Receive, headers: Mapping[str, str], request_id: str, media_type: str | None
    ) -> Journey:
        method = scope["method"]
        if media_type is None:
            raise ClientError("INVALID_ACCEPT_HEADER", "None of the accepted media types is served here.", status=406)
        if method == "POST":
            _check_content_type(headers)
            parameters = from_body(await read_body(receive, self.settings.body_limit))
        elif method == "GET":
            parameters = from_address(scope["query_string"])
        else:
            raise ClientError("METHOD_NOT_ALLOWED", "Use POST, or GET for queries.", status=405)
        caller = http_caller(headers, request_id, method=method, cookie_name=self.settings.session_cookie)
        journey = await self.pipeline.prepare(parameters, caller)
        _check_kind(journey, method, media_type)
        return journey


def _check_content_type(headers: Mapping[str, str]) -> None:
    content_type = headers.get("content-type")
    if content_type_of(content_type) != JSON or charset_of(content_type) != "utf-8":
        raise ClientError("INVALID_CONTENT_TYPE_HEADER", "Send the request as application/json in UTF-8.", status=415)


def _check_kind(journey: Journey, method: str, media_type: str) -> None:
    if journey.kind == "mutation" and method == "GET":
        raise ClientError("MUTATION_NOT_ALLOWED_OVER_HTTP_GET", "Send mutations by POST.", status=405)
    if journey.kind == "subscription" and media_type != EVENT_STREAM:
        raise ClientError(
            "SUBSCRIPTION_NOT_SUPPORTED", "Subscribe over a WebSocket or accept text/event-stream.", status=406
        )


async def read_body(receive: Receive, limit: int) -> bytes:
    """The body, refused while it is read once it is too long."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientError("BAD_REQUEST", "The client went away before the request was complete.")
        body += message.get("body", b"")
        if len(body) > limit:
            raise ClientError("REQUEST_TOO_LARGE", f"The request body is longer than {limit} bytes.", status=413)
        if not message.get("more_body", False):
            return bytes(body)


async def respond(send: Send, outcome: Reply, request_id: str) -> None:
    headers = [
        ("content-type", outcome.content_type),
        ("content-length", str(len(outcome.body))),
        ("cache-control", "private, no-store"),
        ("x-content-type-options", "nosniff"),
        ("x-request-id", request_id),
        *outcome.headers,
    ]
    encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    await send({"type": "http.response.start", "status": outcome.status, "headers": encoded})
    await send({"type": "http.response.body", "body": outcome.body})
