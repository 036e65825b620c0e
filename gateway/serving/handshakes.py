"""Refuses a socket before it is opened."""

from __future__ import annotations

import orjson

from gateway.errors import ClientError
from gateway.serving.asgi import Scope, Send


async def refuse_handshake(scope: Scope, send: Send, refusal: ClientError) -> None:
    """Answers the handshake with the refusal; a server that cannot, answers 403."""
    if "websocket.http.response" not in (scope.get("extensions") or {}):
        await send({"type": "websocket.close", "code": 1008, "reason": refusal.message[:120]})
        return
    body = orjson.dumps({"errors": [refusal.as_graphql()]})
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", b"%d" % len(body))]
    await send({"type": "websocket.http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": body})
