"""Reads request bodies, never more than allowed."""

from __future__ import annotations

from collections.abc import Mapping

from gateway.errors import ClientError
from gateway.serving.asgi import Receive


async def read_body(headers: Mapping[str, str], receive: Receive, limit: int) -> bytes:
    """The body; one that is announced too long is not read at all, another is refused while it is read."""
    announced = headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise _too_long(limit)
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientError("BAD_REQUEST", "The client went away before the request was complete.")
        body += message.get("body", b"")
        if len(body) > limit:
            raise _too_long(limit)
        if not message.get("more_body", False):
            return bytes(body)


def _too_long(limit: int) -> ClientError:
    return ClientError("REQUEST_TOO_LARGE", f"The request body is longer than {limit} bytes.", status=413)
