"""Serves sockets by graphql-transport-ws: who may open one, what runs on it, and how it ends."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import msgspec
from structlog.typing import FilteringBoundLogger

from gateway.errors import INTERNAL_SERVER_ERROR, ClientError, ClientErrors
from gateway.model.viewer import VIEWER_HEADER
from gateway.pipeline import Caller, Journey, Pipeline
from gateway.serving.answers import errors_of, fault, first_code, members_of
from gateway.serving.asgi import Message, Receive, Scope, Send
from gateway.serving.callers import anonymous_caller, headers_of, request_id_of, socket_caller
from gateway.serving.csrf import check_socket
from gateway.serving.incremental import CURRENT, members_in_parts
from gateway.serving.parameters import from_members
from gateway.serving.refused_sockets import refuse_socket
from gateway.serving.socket_messages import (
    BAD_MESSAGE,
    DUPLICATE_ID,
    FORBIDDEN,
    GOING_AWAY,
    INIT_TIMEOUT,
    INTERNAL_ERROR,
    NO_SUBPROTOCOL,
    SUBPROTOCOL,
    TOO_MANY_INITS,
    UNAUTHORIZED,
    Close,
    fitting,
    next_message,
)
from gateway.settings import Settings
from gateway.telemetry.operations import OperationLog

MOST_OPERATIONS = 100


@dataclass
class Sockets:
    """All open sockets of the process, so that they can be told when it stops."""

    settings: Settings
    pipeline: Pipeline
    operations: OperationLog
    log: FilteringBoundLogger
    open: set[_Socket] = field(default_factory=set)
    is_leaving: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.is_leaving:
            await refuse_socket(scope, receive, send)
            return
        socket = _Socket(self, scope, send)
        self.open.add(socket)
        try:
            await socket.serve(scope, receive)
        finally:
            self.open.discard(socket)

    async def tell_going_away(self) -> None:
        """Closes every socket: clients reconnect, to another process if there is one."""
        await asyncio.gather(*(socket.close(GOING_AWAY, "Going away") for socket in tuple(self.open)))


class _Socket:
    def __init__(self, sockets: Sockets, scope: Scope, send: Send) -> None:
        self._sockets = sockets
        self._headers = headers = headers_of(scope)
        self._address = sockets.pipeline.addresses.of(scope, headers)
        self._send_message = send
        self._request_id = request_id_of(headers)
        self._caller: Caller | None = None
        self._operations: dict[str, asyncio.Task[None]] = {}
        self._closed = False

    async def serve(self, scope: Scope, receive: Receive) -> None:
        await receive()
        if VIEWER_HEADER in self._headers:
            self._sockets.log.warning("a client sent a viewer header; it was dropped", request_id=self._request_id)
        offered = SUBPROTOCOL in scope.get("subprotocols", ())
        await self._tell({"type": "websocket.accept", "subprotocol": SUBPROTOCOL if offered else None})
        if not offered:
            await self.close(NO_SUBPROTOCOL, "Subprotocol not acceptable")
            return
        try:
            if await self._initialised(receive):
                while await self._took_message(receive):
                    continue
        except Close as closing:
            await self.close(closing.code, closing.reason)
        except Exception:
            self._sockets.log.exception("socket failed", request_id=self._request_id)
            await self.close(INTERNAL_ERROR, "Internal server error")
        finally:
            await self._stop_all()

    async def close(self, code: int, reason: str) -> None:
        if not self._closed:
            self._closed = True
            await self._tell({"type": "websocket.close", "code": code, "reason": fitting(reason)})

    async def _initialised(self, receive: Receive) -> bool:
        """Whether connection_init came before the client left; pings are answered, the deadline is absolute."""
        try:
            async with asyncio.timeout(self._sockets.settings.init_timeout):
                while self._caller is None:
                    if not await self._took_message(receive):
                        return False
        except TimeoutError as error:
            raise Close(INIT_TIMEOUT, "Connection initialisation timeout") from error
        return True

    async def _took_message(self, receive: Receive) -> bool:
        """Handles the next message; False when the client is gone."""
        message = await next_message(receive, self._sockets.settings.body_limit)
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
        settings = self._sockets.settings
        try:
            caller = (
                socket_caller(
                    self._headers,
                    self._request_id,
                    self._address,
                    payload or {},
                    cookie_name=settings.session_cookie,
                )
                if self._sockets.pipeline.reads_tokens
                else anonymous_caller(self._headers, self._request_id, self._address, payload or {})
            )
            check_socket(self._headers, settings, caller.token)
            await self._sockets.pipeline.admitted(caller)
        except ClientError as error:
            raise Close(FORBIDDEN, error.message) from error
        self._caller = caller
        await self._send({"type": "connection_ack"})

    def _subscribe(self, message: dict[str, Any]) -> None:
        if self._caller is None:
            raise Close(UNAUTHORIZED, "Unauthorized")
        operation_id = message.get("id")
        if not isinstance(operation_id, str) or not operation_id or not isinstance(message.get("payload"), dict):
            raise Close(BAD_MESSAGE, "Invalid message")
        if operation_id in self._operations:
            raise Close(DUPLICATE_ID, f"Subscriber for {operation_id} already exists")
        if len(self._operations) >= MOST_OPERATIONS:
            raise Close(FORBIDDEN, f"More than {MOST_OPERATIONS} operations on one socket")
        running = self._run(operation_id, message["payload"], self._caller)
        self._operations[operation_id] = asyncio.create_task(running)

    def _complete(self, message: dict[str, Any]) -> None:
        """An unknown id is a race with our own `complete` and means nothing."""
        task = self._operations.pop(str(message.get("id")), None)
        if task is not None:
            task.cancel()

    async def _run(self, operation_id: str, payload: dict[str, Any], caller: Caller) -> None:
        started = time.perf_counter()
        journey: Journey | None = None
        code = "OK"
        try:
            journey = await self._sockets.pipeline.prepare(from_members(payload), caller)
            await self._answer(operation_id, journey)
            await self._send({"type": "complete", "id": operation_id})
        except (ClientError, ClientErrors) as refusal:
            code = first_code(refusal)
            await self._send({"type": "error", "id": operation_id, "payload": errors_of(refusal)})
        except Exception:
            self._sockets.log.exception("operation failed", request_id=caller.request_id)
            code = INTERNAL_SERVER_ERROR
            await self._send({"type": "error", "id": operation_id, "payload": errors_of(fault(caller.request_id))})
        finally:
            if self._operations.get(operation_id) is asyncio.current_task():
                del self._operations[operation_id]
            self._sockets.operations.answered(
                caller.request_id,
                None if journey is None else journey.prepared.document.key,
                None if journey is None else journey.document_name,
                code,
                time.perf_counter() - started,
                None if journey is None else journey.trace,
            )

    async def _answer(self, operation_id: str, journey: Journey) -> None:
        pipeline = self._sockets.pipeline
        if journey.kind != "subscription":
            parts = pipeline.in_parts(journey)
            if parts is None:
                await self._next(operation_id, members_of(await pipeline.run(journey)))
                return
            async with aclosing(members_in_parts(parts, CURRENT, partial(self._fault, journey))) as told:
                async for members in told:
                    await self._next(operation_id, members)
            return
        async with aclosing(pipeline.events(journey)) as answers:
            async for answer in answers:
                await self._next(operation_id, members_of(answer))

    def _fault(self, journey: Journey) -> dict[str, Any]:
        """The error of an answer that breaks between two of its parts."""
        self._sockets.log.exception("operation failed", request_id=journey.caller.request_id)
        return fault(journey.caller.request_id).as_graphql()

    async def _next(self, operation_id: str, members: dict[str, Any]) -> None:
        await self._send({"type": "next", "id": operation_id, "payload": members})

    async def _send(self, message: dict[str, Any]) -> None:
        if not self._closed:
            await self._tell({"type": "websocket.send", "text": msgspec.json.encode(message).decode()})

    async def _tell(self, message: Message) -> None:
        """A client that is gone is told nothing; what it left running ends when `serve` receives its disconnect."""
        try:
            await self._send_message(message)
        except OSError:
            self._closed = True

    async def _stop_all(self) -> None:
        self._closed = True
        tasks = list(self._operations.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
