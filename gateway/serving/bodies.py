"""Reads request bodies, never more than allowed."""

from __future__ import annotations

from collections.abc import Mapping

from gateway.errors import ClientError
from gateway.serving.asgi import Receive

LONGEST_NUMBER = 18
"""Digits of a length that is worth reading: thousands of them would be a number that cannot be made."""


async def read_body(headers: Mapping[str, str], receive: Receive, limit: int) -> bytes:
    """The body; one that is announced too long is not read at all, another is refused while it is read.

    Bodies are read as they are sent: a compressed one could unfold to any length.
    """
    if headers.get("content-encoding", "identity").strip().lower() not in ("identity", ""):
        raise ClientError(
            "CONTENT_ENCODING_NOT_SUPPORTED",
            "Send the request body as it is, without Content-Encoding.",
            status=415,
            headers={"accept-encoding": "identity"},
        )
    announced = headers.get("content-length", "")
    if announced.isdecimal() and (len(announced) > LONGEST_NUMBER or int(announced) > limit):
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
