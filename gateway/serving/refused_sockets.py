"""Says 503 to a socket that asks to be opened while the gateway stops, so that its client tries elsewhere."""

from __future__ import annotations

from gateway.serving.asgi import Receive, Scope, Send

RETRY = [(b"content-length", b"0"), (b"retry-after", b"1"), (b"connection", b"close")]


async def refuse_socket(scope: Scope, receive: Receive, send: Send) -> None:
    """By the extension of ASGI for this, or by closing before accepting, which servers tell as 403."""
    await receive()
    if "websocket.http.response" in scope.get("extensions", {}):
        await send({"type": "websocket.http.response.start", "status": 503, "headers": RETRY})
        await send({"type": "websocket.http.response.body", "body": b""})
    else:
        await send({"type": "websocket.close", "code": 1013})
