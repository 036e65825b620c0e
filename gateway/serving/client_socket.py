"""One socket by graphql-transport-ws: what its client may say, what runs on it, and how it ends."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from functools import partial
from typing import Any

import msgspec

from gateway.errors import INTERNAL_SERVER_ERROR, ClientError, ClientErrors
from gateway.model.viewer import VIEWER_HEADER
from gateway.pipeline import Caller, Expiry, Journey, encoded, expired
from gateway.serving.answers import errors_of, fault, first_code
from gateway.serving.asgi import Message, Receive, Scope, Send
from gateway.serving.callers import anonymous_caller, request_id_of, socket_caller
from gateway.serving.connections import Holder, holder_of
from gateway.serving.csrf import check_socket
from gateway.serving.incremental import CURRENT, members_in_parts
from gateway.serving.parameters import from_members
from gateway.serving.socket_messages import (
    BAD_MESSAGE,
    DUPLICATE_ID,
    FORBIDDEN,
    INIT_TIMEOUT,
    INTERNAL_ERROR,
    NO_SUBPROTOCOL,
    SUBPROTOCOL,
    TOO_MANY_INITS,
    TOO_MANY_SOCKETS,
    TOO_SLOW,
    UNAUTHORIZED,
    Close,
    fitting,
    next_message,
)
from gateway.serving.socket_surroundings import SocketSurroundings


class Socket:
    """One socket; `holder` is whose share of the open connections it takes."""

    def __init__(
        self, around: SocketSurroundings, headers: dict[str, str], scope: Scope, holder: Holder, send: Send
    ) -> None:
        self._around = around
        self._headers = headers
        self._scope = scope
        self._send_message = send
        self._request_id = request_id_of(headers)
        self._caller: Caller | None = None
        self._operations: dict[str, asyncio.Task[None]] = {}
        self._closed = False
        self._until: float | None = None
        self._expiry: Expiry | None = None
        self._serving: asyncio.Timeout | None = None
        self._reason: Close | None = None
        self._address = holder.name
        self.holder = holder

    async def serve(self, receive: Receive) -> None:
        if VIEWER_HEADER in self._headers:
            self._around.log.warning("a client sent a viewer header; it was dropped", request_id=self._request_id)
        offered = SUBPROTOCOL in self._scope.get("subprotocols", ())
        await self._tell({"type": "websocket.accept", "subprotocol": SUBPROTOCOL if offered else None})
        if not offered:
            await self.close(NO_SUBPROTOCOL, "Subprotocol not acceptable")
            return
        try:
            await self._take_messages(receive)
        except Close as closing:
            self._cancel_all()
            await self.close(closing.code, closing.reason)
        except Exception:
            self._around.log.exception("socket failed", request_id=self._request_id)
            await self.close(INTERNAL_ERROR, "Internal server error")
        finally:
            if self._expiry is not None:
                self._expiry.cancel()
            await self._stop_all()

    async def close(self, code: int, reason: str) -> None:
        """A client that reads nothing is not waited for: then its connection is dropped without a word."""
        if self._closed:
            return
        self._closed = True
        try:
            async with asyncio.timeout(self._around.settings.farewell_timeout):
                await self._tell({"type": "websocket.close", "code": code, "reason": fitting(reason)})
        except TimeoutError:
            self._around.log.warning("a client was cut off that read nothing more", request_id=self._request_id)

    async def _take_messages(self, receive: Receive) -> None:
        """Until the client leaves; raises Close, also when `_end` says so while nothing comes."""
        try:
            async with asyncio.timeout(None) as self._serving:
                if await self._initialised(receive):
                    while await self._took_message(receive):
                        continue
        except TimeoutError:
            if self._reason is None:
                raise
            raise self._reason from None

    def _end(self, reason: Close) -> None:
        """Ends the socket from outside its own task."""
        if self._reason is None and self._serving is not None and not self._closed:
            self._reason = reason
            self._serving.reschedule(asyncio.get_running_loop().time())

    async def _initialised(self, receive: Receive) -> bool:
        """Whether connection_init came before the client left; pings are answered, the deadline is absolute."""
        try:
            async with asyncio.timeout(self._around.settings.init_timeout):
                while self._caller is None:
                    if not await self._took_message(receive):
                        return False
        except TimeoutError as error:
            raise Close(INIT_TIMEOUT, "Connection initialisation timeout") from error
        return True

    async def _took_message(self, receive: Receive) -> bool:
        """Handles the next message; False when the client is gone."""
        message = await next_message(receive, self._around.settings.body_limit)
        if message is not None:
            await self._handle(message)
        return message is not None

    async def _handle(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "connection_init":
                await self._init(message)
            case "ping":
                await self._send({"type": "pong"})
            case "pong":
                return
            case "subscribe":
                self._subscribe(message)
            case "complete":
                self._complete(message)
            case _:
                raise Close(BAD_MESSAGE, "Invalid message")

    async def _init(self, message: dict[str, Any]) -> None:
        if self._caller is not None:
            raise Close(TOO_MANY_INITS, "Too many initialisation requests")
        payload = message.get("payload")
        if payload is not None and not isinstance(payload, dict):
            raise Close(BAD_MESSAGE, "Invalid message: the payload is not an object")
        settings = self._around.settings
        try:
            caller = (
                socket_caller(
                    self._headers,
                    self._request_id,
                    self._address,
                    payload or {},
                    cookie_name=settings.session_cookie,
                )
                if self._around.pipeline.reads_tokens
                else anonymous_caller(self._headers, self._request_id, self._address, payload or {})
            )
            check_socket(self._headers, settings, caller.token)
            viewer = await self._around.pipeline.admitted(caller)
            self._until = await self._around.pipeline.until(caller)
        except ClientError as error:
            raise Close(FORBIDDEN, error.message) from error
        self._belongs_to(holder_of(viewer, self._address))
        if self._until is not None:
            self._expiry = self._around.pipeline.at_expiry(self._until, self._expired)
        self._caller = caller
        await self._send({"type": "connection_ack"})

    def _belongs_to(self, holder: Holder) -> None:
        """Counts the socket as the account's from now on, no longer as the address's."""
        if holder == self.holder:
            return
        try:
            self._around.connections.enter(holder)
        except ClientError as error:
            raise Close(TOO_MANY_SOCKETS, error.message) from error
        self._around.connections.leave(self.holder)
        self.holder = holder

    def _expired(self) -> None:
        self._end(Close(FORBIDDEN, expired().message))

    def _too_slow(self) -> None:
        """What is subscribed to over one socket comes through one pipe: when it is full, all of it stands still."""
        self._end(Close(TOO_SLOW, "Too slow: resubscribe with your last cursor"))

    def _subscribe(self, message: dict[str, Any]) -> None:
        if self._caller is None:
            raise Close(UNAUTHORIZED, "Unauthorized")
        operation_id = message.get("id")
        if not isinstance(operation_id, str) or not operation_id or not isinstance(message.get("payload"), dict):
            raise Close(BAD_MESSAGE, "Invalid message")
        if operation_id in self._operations:
            raise Close(DUPLICATE_ID, f"Subscriber for {operation_id} already exists")
        is_too_many = len(self._operations) >= self._around.settings.operations_per_socket
        running = self._run(operation_id, message["payload"], self._caller, is_too_many)
        self._operations[operation_id] = asyncio.create_task(running)

    def _complete(self, message: dict[str, Any]) -> None:
        """An unknown id is a race with our own `complete` and means nothing."""
        task = self._operations.pop(str(message.get("id")), None)
        if task is not None:
            task.cancel()

    async def _run(self, operation_id: str, payload: dict[str, Any], caller: Caller, is_too_many: bool) -> None:
        started = time.perf_counter()
        journey: Journey | None = None
        code = "OK"
        try:
            if is_too_many:
                raise self._too_many()
            journey = await self._around.pipeline.prepare(from_members(payload), caller)
            await self._answer(operation_id, journey)
            await self._send({"type": "complete", "id": operation_id})
        except (ClientError, ClientErrors) as refusal:
            code = first_code(refusal)
            await self._send({"type": "error", "id": operation_id, "payload": errors_of(refusal)})
        except Exception:
            self._around.log.exception("operation failed", request_id=caller.request_id)
            code = INTERNAL_SERVER_ERROR
            await self._send({"type": "error", "id": operation_id, "payload": errors_of(fault(caller.request_id))})
        finally:
            if self._operations.get(operation_id) is asyncio.current_task():
                del self._operations[operation_id]
            self._around.operations.answered(
                caller.request_id,
                None if journey is None else journey.prepared.document.key,
                None if journey is None else journey.document_name,
                code,
                time.perf_counter() - started,
                None if journey is None else journey.trace,
            )

    def _too_many(self) -> ClientError:
        """Refuses one operation, and leaves the others alone."""
        limit = self._around.settings.operations_per_socket
        return ClientError(
            "SUBSCRIPTION_LIMIT_EXCEEDED", f"More than {limit} operations would run on this socket.", status=429
        )

    async def _answer(self, operation_id: str, journey: Journey) -> None:
        pipeline = self._around.pipeline
        head = b'{"type":"next","id":' + msgspec.json.encode(operation_id) + b',"payload":'
        if journey.kind != "subscription":
            parts = pipeline.in_parts(journey)
            if parts is None:
                await self._send_json(head + encoded(await pipeline.run(journey)) + b"}")
                return
            async with aclosing(members_in_parts(parts, CURRENT, partial(self._fault, journey))) as told:
                async for members in told:
                    await self._send_json(head + msgspec.json.encode(members) + b"}")
            return
        async with aclosing(pipeline.subscribe(journey, until=self._until, on_cut=self._too_slow)) as events:
            async for event in events:
                await self._send_json(head + event + b"}")

    def _fault(self, journey: Journey) -> dict[str, Any]:
        """The error of an answer that breaks between two of its parts."""
        self._around.log.exception("operation failed", request_id=journey.caller.request_id)
        return fault(journey.caller.request_id).as_graphql()

    async def _send(self, message: dict[str, Any]) -> None:
        await self._send_json(msgspec.json.encode(message))

    async def _send_json(self, message: bytes) -> None:
        if not self._closed:
            await self._tell({"type": "websocket.send", "text": message.decode()})

    async def _tell(self, message: Message) -> None:
        """A client that is gone is told nothing; what it left running ends when `serve` receives its disconnect."""
        try:
            await self._send_message(message)
        except OSError:
            self._closed = True

    def _cancel_all(self) -> None:
        for task in self._operations.values():
            task.cancel()

    async def _stop_all(self) -> None:
        self._closed = True
        self._cancel_all()
        if self._operations:
            await asyncio.wait(self._operations.values())
