"""POST and GET at `/graphql`: raw ASGI, as it is the hot path."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from structlog.typing import FilteringBoundLogger

from gateway.errors import ClientError, ClientErrors
from gateway.model.incremental import Payload
from gateway.model.request import Answer
from gateway.model.viewer import VIEWER_HEADER
from gateway.pipeline import Caller, Journey, Pipeline
from gateway.serving.answers import (
    Reply,
    errors_of,
    fault,
    first_code,
    is_graphql_refusal,
    members_of,
    refusal_reply,
    reply,
)
from gateway.serving.asgi import Receive, Scope, Send
from gateway.serving.bodies import read_body
from gateway.serving.callers import anonymous_caller, headers_of, http_caller, request_id_of
from gateway.serving.compression import compressed
from gateway.serving.csrf import check_content_type, check_get
from gateway.serving.disconnects import unless_gone
from gateway.serving.event_stream import stream_results
from gateway.serving.incremental import CURRENT, PartFormat, accepted_format, members_in_parts, send_in_parts
from gateway.serving.media_types import EVENT_STREAM, JSON, chosen_type, wants_page
from gateway.serving.parameters import from_address, from_body
from gateway.settings import Settings
from gateway.telemetry.operations import OperationLog


@dataclass(frozen=True, slots=True)
class _Exchange:
    """One request and the ways to read and answer it; `media_type` is None when none that is served is accepted."""

    scope: Scope
    receive: Receive
    send: Send
    headers: Mapping[str, str]
    request_id: str
    media_type: str | None

    @property
    def single_type(self) -> str:
        """The media type of an answer that is not a stream."""
        return JSON if self.media_type in (None, EVENT_STREAM) else str(self.media_type)


@dataclass(frozen=True, slots=True)
class GraphQLOverHttp:
    settings: Settings
    pipeline: Pipeline
    operations: OperationLog
    log: FilteringBoundLogger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = headers_of(scope)
        request_id = request_id_of(headers)
        if scope["method"] == "GET" and wants_page(headers.get("accept")):
            await respond(send, Reply(303, b"", "text/plain", (("location", "/graphiql"),)), request_id)
            return
        if VIEWER_HEADER in headers:
            self.log.warning("a client sent a viewer header; it was dropped", request_id=request_id)
        exchange = _Exchange(scope, receive, send, headers, request_id, chosen_type(headers.get("accept")))
        started = time.perf_counter()
        journey: Journey | None = None
        try:
            journey = await self._prepared(exchange)
            _check_kind(journey, scope["method"], exchange.media_type)
            code = await self._answer(exchange, journey)
        except (ClientError, ClientErrors) as refusal:
            code = await self._refuse(exchange, refusal)
        except Exception:
            self.log.exception("request failed", request_id=request_id)
            code = await self._refuse(exchange, fault(request_id))
        self.operations.answered(
            request_id,
            None if journey is None else journey.prepared.document.key,
            None if journey is None else journey.document_name,
            code,
            time.perf_counter() - started,
            None if journey is None else journey.trace,
        )

    async def _prepared(self, exchange: _Exchange) -> Journey:
        method = exchange.scope["method"]
        if exchange.media_type is None:
            raise ClientError("INVALID_ACCEPT_HEADER", "None of the accepted media types is served here.", status=406)
        if method == "POST":
            check_content_type(exchange.headers, self.settings.csrf_headers)
            parameters = from_body(await read_body(exchange.headers, exchange.receive, self.settings.body_limit))
        elif method == "GET":
            check_get(exchange.headers, self.settings, reads_tokens=self.pipeline.reads_tokens)
            parameters = from_address(exchange.scope["query_string"])
        else:
            raise ClientError("METHOD_NOT_ALLOWED", "Use POST, or GET for queries.", status=405)
        return await self.pipeline.prepare(parameters, self._caller(exchange))

    def _caller(self, exchange: _Exchange) -> Caller:
        address = self.pipeline.addresses.of(exchange.scope, exchange.headers)
        if not self.pipeline.reads_tokens:
            return anonymous_caller(exchange.headers, exchange.request_id, address)
        return http_caller(
            exchange.headers,
            exchange.request_id,
            address,
            cookie_name=self.settings.session_cookie,
        )

    async def _answer(self, exchange: _Exchange, journey: Journey) -> str:
        """Runs and answers; the code of the first error, or `OK`. A client that goes away ends reads."""
        if exchange.media_type == EVENT_STREAM:
            results = self._results(exchange, journey)
            await stream_results(results, exchange.receive, exchange.send, exchange.request_id)
            return "OK"
        if journey.prepared.operation.deferrals and not self._shows_plan(exchange):
            form = accepted_format(exchange.headers.get("accept"))
            parts = None if form is None else self.pipeline.in_parts(journey)
            if form is not None and parts is not None:
                telling = self._answer_in_parts(exchange, journey, parts, form)
                return await unless_gone(telling, exchange.receive) or "CLIENT_GONE"
        way = self.pipeline.explained if self._shows_plan(exchange) else self.pipeline.respond
        answer = await unless_gone(way(journey), exchange.receive)
        if answer is None:
            return "CLIENT_GONE"
        await self._tell(exchange, journey, answer)
        if isinstance(answer, bytes):
            return "OK"
        return str(answer.errors[0]["extensions"]["code"]) if answer.errors else "OK"

    async def _tell(self, exchange: _Exchange, journey: Journey, answer: Answer | bytes) -> None:
        outcome = reply(answer, exchange.single_type)
        if self.settings.compression and len(outcome.body) >= self.settings.compression_least:
            outcome = await compressed(outcome, exchange.headers.get("accept-encoding"))
        if journey.heard is not None:
            outcome = replace(outcome, headers=(*outcome.headers, *journey.heard.lines()))
        await respond(exchange.send, outcome, exchange.request_id)

    async def _answer_in_parts(
        self, exchange: _Exchange, journey: Journey, parts: AsyncGenerator[Answer | Payload, None], form: PartFormat
    ) -> str:
        """What turns out to be whole when the first part is due is answered as a whole."""
        async with aclosing(parts):
            first = await anext(parts)
            answer = first if isinstance(first, Answer) else first.answer
            if isinstance(first, Answer):
                await self._tell(exchange, journey, first)
            else:
                heard = () if journey.heard is None else journey.heard.lines()
                results = members_in_parts(_behind(first, parts), form, partial(self._fault, exchange))
                await send_in_parts(results, form, exchange.send, exchange.request_id, heard)
        return str(answer.errors[0]["extensions"]["code"]) if answer is not None and answer.errors else "OK"

    def _fault(self, exchange: _Exchange) -> dict[str, Any]:
        """The error of a stream that breaks."""
        self.log.exception("stream failed", request_id=exchange.request_id)
        return fault(exchange.request_id).as_graphql()

    def _shows_plan(self, exchange: _Exchange) -> bool:
        """The header may have any value, or none: it is there or it is not."""
        header = self.settings.plan_header
        return header is not None and header.lower() in exchange.headers

    async def _results(self, exchange: _Exchange, journey: Journey) -> AsyncGenerator[dict[str, Any], None]:
        run = self.pipeline.explained if self._shows_plan(exchange) else self.pipeline.run
        try:
            if journey.kind == "subscription":
                async with aclosing(self.pipeline.events(journey)) as answers:
                    async for answer in answers:
                        yield members_of(answer)
            elif (parts := None if self._shows_plan(exchange) else self.pipeline.in_parts(journey)) is not None:
                async with aclosing(members_in_parts(parts, CURRENT, partial(self._fault, exchange))) as told:
                    async for members in told:
                        yield members
            else:
                yield members_of(await run(journey))
        except (ClientError, ClientErrors) as refusal:
            yield {"errors": errors_of(refusal)}
        except Exception:
            self.log.exception("stream failed", request_id=exchange.request_id)
            yield {"errors": errors_of(fault(exchange.request_id))}

    async def _refuse(self, exchange: _Exchange, refusal: ClientError | ClientErrors) -> str:
        """A refused document is told inside an accepted stream; everything else by status."""
        if exchange.media_type == EVENT_STREAM and is_graphql_refusal(refusal):
            await stream_results(_only(refusal), exchange.receive, exchange.send, exchange.request_id)
        else:
            outcome = refusal_reply(refusal, exchange.single_type)
            await respond(exchange.send, outcome, exchange.request_id)
        return first_code(refusal)


async def _only(refusal: ClientError | ClientErrors) -> AsyncGenerator[dict[str, Any], None]:
    yield {"errors": errors_of(refusal)}


async def _behind(
    first: Answer | Payload, parts: AsyncGenerator[Answer | Payload, None]
) -> AsyncGenerator[Answer | Payload, None]:
    yield first
    async for one in parts:
        yield one


def _check_kind(journey: Journey, method: str, media_type: str | None) -> None:
    if journey.kind == "mutation" and method == "GET":
        raise ClientError("MUTATION_NOT_ALLOWED_OVER_HTTP_GET", "Send mutations by POST.", status=405)
    if journey.kind == "subscription" and media_type != EVENT_STREAM:
        raise ClientError(
            "SUBSCRIPTION_NOT_SUPPORTED", "Subscribe over a WebSocket or accept text/event-stream.", status=406
        )


_STANDING = [(b"cache-control", b"private, no-store"), (b"x-content-type-options", b"nosniff")]


async def respond(send: Send, outcome: Reply, request_id: str) -> None:
    headers = [
        (b"content-type", outcome.content_type.encode("latin-1")),
        (b"content-length", b"%d" % len(outcome.body)),
        (b"x-request-id", request_id.encode("latin-1")),
        *_STANDING,
    ]
    if outcome.headers:
        headers += [(name.encode("latin-1"), value.encode("latin-1")) for name, value in outcome.headers]
    await send({"type": "http.response.start", "status": outcome.status, "headers": headers})
    await send({"type": "http.response.body", "body": outcome.body})
