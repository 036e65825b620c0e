"""POST and GET at `/graphql`: raw ASGI, as it is the hot path."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import msgspec
from structlog.typing import FilteringBoundLogger

from gateway.errors import ClientError, ClientErrors
from gateway.model.incremental import Payload
from gateway.model.request import Answer
from gateway.model.viewer import VIEWER_HEADER
from gateway.pipeline import Caller, Journey, Pipeline, encoded, expired
from gateway.serving.answers import Reply, fault, first_code, is_graphql_refusal, refusal_reply, reply
from gateway.serving.asgi import Receive, Scope, Send
from gateway.serving.bodies import read_body
from gateway.serving.callers import anonymous_caller, headers_of, http_caller, request_id_of
from gateway.serving.compression import compressed
from gateway.serving.connections import OpenConnections, holder_of
from gateway.serving.csrf import check_content_type, check_get
from gateway.serving.disconnects import Disconnects
from gateway.serving.event_stream import event_stream
from gateway.serving.exchange import Exchange, not_acceptable, respond
from gateway.serving.incremental import CURRENT, PartFormat, accepted_format, members_in_parts, send_in_parts
from gateway.serving.media_types import EVENT_STREAM, SUBSCRIPTION_PARTS, chosen_stream, chosen_type, wants_page
from gateway.serving.multipart import multipart_subscription
from gateway.serving.parameters import from_address, from_body
from gateway.serving.streams import GONE, StreamForm, stream_results
from gateway.settings import Settings
from gateway.telemetry.operations import OperationLog


@dataclass(frozen=True, slots=True)
class GraphQLOverHttp:
    settings: Settings
    pipeline: Pipeline
    operations: OperationLog
    connections: OpenConnections
    log: FilteringBoundLogger
    disconnects: Disconnects = field(default_factory=Disconnects)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = headers_of(scope)
        request_id = request_id_of(headers)
        explorer = self.settings.explorer
        if explorer and scope["method"] == "GET" and wants_page(headers.get("accept")):
            await respond(send, Reply(303, b"", "text/plain", (("location", explorer),)), request_id)
            return
        if VIEWER_HEADER in headers:
            self.log.warning("a client sent a viewer header; it was dropped", request_id=request_id)
        exchange = Exchange(scope, receive, send, headers, request_id, chosen_type(headers.get("accept")))
        started = time.perf_counter()
        journey: Journey | None = None
        try:
            journey = await self._prepared(exchange)
            exchange.check_kind(journey)
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

    async def _prepared(self, exchange: Exchange) -> Journey:
        method = exchange.scope["method"]
        if exchange.media_type is None and chosen_stream(exchange.headers.get("accept")) is None:
            raise not_acceptable()
        if method == "POST":
            check_content_type(exchange.headers, self.settings.csrf_headers)
            parameters = from_body(await read_body(exchange.headers, exchange.receive, self.settings.body_limit))
        elif method == "GET":
            check_get(exchange.headers, self.settings, reads_tokens=self.pipeline.reads_tokens)
            parameters = from_address(exchange.scope["query_string"])
        else:
            raise ClientError("METHOD_NOT_ALLOWED", "Use POST, or GET for queries.", status=405)
        return await self.pipeline.prepare(parameters, self._caller(exchange))

    def _caller(self, exchange: Exchange) -> Caller:
        address = self.pipeline.addresses.of(exchange.scope, exchange.headers)
        if not self.pipeline.reads_tokens:
            return anonymous_caller(exchange.headers, exchange.request_id, address)
        return http_caller(
            exchange.headers,
            exchange.request_id,
            address,
            cookie_name=self.settings.session_cookie,
        )

    async def _answer(self, exchange: Exchange, journey: Journey) -> str:
        """Runs and answers; the code of the first error, or `OK`. A client that goes away ends reads."""
        if journey.kind == "subscription":
            return await self._stream(exchange, journey)
        if exchange.media_type == EVENT_STREAM:
            results = self._results(exchange, journey)
            return await stream_results(event_stream(), results, exchange.receive, exchange.send, exchange.request_id)
        if journey.prepared.operation.deferrals and not self._shows_plan(exchange):
            form = accepted_format(exchange.headers.get("accept"))
            parts = None if form is None else self.pipeline.in_parts(journey)
            if form is not None and parts is not None:
                telling = self._answer_in_parts(exchange, journey, parts, form)
                return await self.disconnects.unless_gone(telling, exchange.receive) or GONE
        way = self.pipeline.explained if self._shows_plan(exchange) else self.pipeline.respond
        answer = await self.disconnects.unless_gone(way(journey), exchange.receive)
        if answer is None:
            return GONE
        await self._tell(exchange, journey, answer)
        if isinstance(answer, bytes):
            return "OK"
        return str(answer.errors[0]["extensions"]["code"]) if answer.errors else "OK"

    async def _tell(self, exchange: Exchange, journey: Journey, answer: Answer | bytes) -> None:
        outcome = reply(answer, exchange.single_type)
        if self.settings.compression and len(outcome.body) >= self.settings.compression_least:
            outcome = await compressed(outcome, exchange.headers.get("accept-encoding"))
        if journey.heard is not None:
            outcome = replace(outcome, headers=(*outcome.headers, *journey.heard.lines()))
        await respond(exchange.send, outcome, exchange.request_id)

    async def _answer_in_parts(
        self, exchange: Exchange, journey: Journey, parts: AsyncGenerator[Answer | Payload, None], form: PartFormat
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

    def _fault(self, exchange: Exchange) -> dict[str, Any]:
        """The error of a stream that breaks."""
        self.log.exception("stream failed", request_id=exchange.request_id)
        return fault(exchange.request_id).as_graphql()

    def _shows_plan(self, exchange: Exchange) -> bool:
        """The header may have any value, or none: it is there or it is not."""
        header = self.settings.plan_header
        return header is not None and header.lower() in exchange.headers

    async def _stream(self, exchange: Exchange, journey: Journey) -> str:
        """Tells the events of a subscription until it ends, the token expires or the client cannot follow.

        A client that is cut off has a moment to read why: behind what it has not read, nothing can be told.
        """
        pipeline, until = self.pipeline, await self.pipeline.until(journey.caller)
        form, loop = self._form(exchange), asyncio.get_running_loop()
        with self.connections.held(holder_of(journey.viewer, journey.caller.address)):
            expiry = None
            try:
                async with asyncio.timeout(None) as farewell:
                    events = pipeline.subscribe(
                        journey,
                        until=until,
                        on_cut=lambda: farewell.reschedule(loop.time() + self.settings.farewell_timeout),
                    )
                    if until is not None:
                        expiry = pipeline.at_expiry(until, lambda: events.cut(expired))
                    return await stream_results(form, events, exchange.receive, exchange.send, exchange.request_id)
            except TimeoutError:
                self.log.warning("a client was cut off that read nothing more", request_id=exchange.request_id)
                return GONE
            finally:
                if expiry is not None:
                    expiry.cancel()

    def _form(self, exchange: Exchange) -> StreamForm:
        if exchange.stream_type == SUBSCRIPTION_PARTS:
            return multipart_subscription(self.settings.multipart_heartbeat)
        return event_stream()

    async def _results(self, exchange: Exchange, journey: Journey) -> AsyncGenerator[bytes, None]:
        """The one result of a query or mutation, or its parts; raises nothing but ClientError and ClientErrors."""
        run = self.pipeline.explained if self._shows_plan(exchange) else self.pipeline.run
        try:
            parts = None if self._shows_plan(exchange) else self.pipeline.in_parts(journey)
            if parts is None:
                yield encoded(await run(journey))
                return
            async with aclosing(members_in_parts(parts, CURRENT, partial(self._fault, exchange))) as told:
                async for members in told:
                    yield msgspec.json.encode(members)
        except (ClientError, ClientErrors):
            raise
        except Exception as problem:
            self.log.exception("stream failed", request_id=exchange.request_id)
            raise fault(exchange.request_id) from problem

    async def _refuse(self, exchange: Exchange, refusal: ClientError | ClientErrors) -> str:
        """A refused document is told inside an accepted stream; everything else by status."""
        if exchange.media_type == EVENT_STREAM and is_graphql_refusal(refusal):
            results = _only(refusal)
            await stream_results(event_stream(), results, exchange.receive, exchange.send, exchange.request_id)
        else:
            outcome = refusal_reply(refusal, exchange.single_type)
            await respond(exchange.send, outcome, exchange.request_id)
        return first_code(refusal)


async def _only(refusal: ClientError | ClientErrors) -> AsyncGenerator[bytes, None]:
    raise refusal
    yield b""


async def _behind(
    first: Answer | Payload, parts: AsyncGenerator[Answer | Payload, None]
) -> AsyncGenerator[Answer | Payload, None]:
    yield first
    async for one in parts:
        yield one
