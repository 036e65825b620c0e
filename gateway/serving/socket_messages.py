"""The messages and close codes of graphql-transport-ws (enisdenjo/graphql-ws, PROTOCOL.md)."""

from __future__ import annotations

from typing import Any

import orjson

from gateway.serving.asgi import Receive
from gateway.serving.nesting import DEEPEST, is_too_deep

SUBPROTOCOL = "graphql-transport-ws"

GOING_AWAY = 1001
BAD_MESSAGE = 4400
UNAUTHORIZED = 4401
FORBIDDEN = 4403
NO_SUBPROTOCOL = 4406
INIT_TIMEOUT = 4408
DUPLICATE_ID = 4409
TOO_SLOW = 4413
"""Our own, beside those of the protocol: the client may connect again and subscribe with its last cursor."""
TOO_MANY_INITS = 4429
TOO_MANY_SOCKETS = 4430
"""Our own: the account holds its share of sockets and event streams."""
INTERNAL_ERROR = 4500

LONGEST_REASON = 123
"""Bytes that a close frame has room for (RFC 6455, section 5.5)."""


class Close(Exception):
    """Ends the socket with a code and a reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def fitting(reason: str) -> str:
    """As much of a reason as fits; a server that is told to send more fails instead."""
    return reason.encode()[:LONGEST_REASON].decode(errors="ignore")


async def next_message(receive: Receive, limit: int) -> dict[str, Any] | None:
    """The next message, None when the client is gone; raises Close when it is none of the protocol's."""
    received = await receive()
    if received["type"] == "websocket.disconnect":
        return None
    text = received.get("text")
    if text is None:
        raise Close(BAD_MESSAGE, "Only text messages are understood")
    if len(text) > limit:
        raise Close(BAD_MESSAGE, f"The message is longer than {limit} characters")
    try:
        message = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Close(BAD_MESSAGE, "Invalid message: not JSON") from error
    if is_too_deep(text, message):
        raise Close(BAD_MESSAGE, f"Invalid message: nested deeper than {DEEPEST} lists and objects")
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        raise Close(BAD_MESSAGE, "Invalid message: no type")
    return message
